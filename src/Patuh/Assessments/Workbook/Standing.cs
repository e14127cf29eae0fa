using Patuh.Assessments.Answers;
using Patuh.Scoring;

namespace Patuh.Assessments.Workbook;

/// <summary>What a cell says: as it stood when the workbook was downloaded, or as it was written into it.</summary>
/// <param name="Value">Empty where nothing stands or where answers contradict each other.</param>
/// <param name="Note">Catatan.</param>
/// <param name="Reason">Why not applicable; empty for other values.</param>
internal sealed record Standing(string Value, string Note, string Reason)
{
    private static readonly Standing Nothing = new("", "", "");

    /// <summary>Of the answers that stood in a cell.</summary>
    public static Standing Of(IReadOnlyList<AnswerEventRow> heads)
    {
        if (heads.Count == 0 || heads.Any(h => !SameValue(h.Value, heads[0].Value)))
            return Nothing;
        var last = heads.MaxBy(h => h.Number)!;
        return new(last.Value, Text(last.Note), last.Value == Grade.NotApplicable ? Text(last.Reason) : "");
    }

    public bool Says(Standing other) => SameValue(Value, other.Value) && Note == other.Note && (Value != Grade.NotApplicable || Reason == other.Reason);

    /// <summary>4.50 and 4.5 are the same: a workbook keeps numbers, not how they were written.</summary>
    private static bool SameValue(string a, string b) => a == b || (DecimalText.TryRead(a, out var x, out _) && DecimalText.TryRead(b, out var y, out _) && x == y);

    /// <summary>A text as it is kept: workbooks write their lines' ends in several ways.</summary>
    public static string Text(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
}
