using System.Security.Cryptography;
using System.Text;

namespace Patuh.Assessments.Answers;

/// <summary>An answer as somebody sends it.</summary>
/// <param name="Id">A GUID made by whoever wrote it; the same id is the same answer, however often it is sent.</param>
/// <param name="Kind">assessed or self.</param>
/// <param name="Subject">Id of the product or respondent; empty where the answer is about the unit or agency as a whole.</param>
/// <param name="Indicator">Code in the instrument.</param>
/// <param name="Value">On the indicator's scale, <c>na</c>, or empty to take an answer back.</param>
/// <param name="Note">Catatan; may be empty.</param>
/// <param name="Reason">Why not applicable, or why another's answer is changed; may be empty otherwise.</param>
/// <param name="After">Ids of the answers that it takes the place of: those that whoever wrote it saw in the cell.</param>
/// <param name="MadeAt">When, by the writer's clock.</param>
/// <param name="Device">A name for the device; may be empty.</param>
/// <param name="Source">desk, workbook or app.</param>
internal sealed record AnswerDraft(
    string Id, string Kind, string Subject, string Indicator, string Value, string Note, string Reason, IReadOnlyList<string> After, DateTimeOffset MadeAt, string Device, string Source)
{
    /// <summary>What makes two answers the same: all that was said, not when it arrived.</summary>
    public string ContentHash(string assessment) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0',
        assessment, Kind, Subject, Indicator, Value, Note, Reason, string.Join(' ', After.Order(StringComparer.Ordinal)), MadeAt.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture)))));
}

/// <summary>What became of an answer.</summary>
internal enum AnswerFate
{
    /// <summary>It stands.</summary>
    Counted,

    /// <summary>It stands beside another that says something else, until somebody settles it.</summary>
    Conflict,

    /// <summary>It was there already: nothing changed.</summary>
    Duplicate,

    /// <summary>It is kept, and does not count until somebody decides.</summary>
    Held,

    /// <summary>It is not kept: whoever wrote it still has it, and can put it right.</summary>
    Refused,
}

/// <summary>The fate of one answer, with the code of why.</summary>
internal sealed record AnswerOutcome(string Id, AnswerFate Fate, string Code = "", int Number = 0);

/// <summary>Why an answer is kept without counting.</summary>
internal static class HeldCode
{
    public const string StageClosed = "stage-closed";
    public const string IndicatorUnknown = "indicator-unknown";
    public const string SubjectUnknown = "subject-unknown";
    public const string SubjectEnded = "subject-ended";
    public const string SubjectWithdrawn = "subject-withdrawn";
    public const string PenHeld = "pen-held";
    public const string NotAssessed = "not-assessed";
    public const string SelfSubmitted = "self-submitted";
}

/// <summary>Why an answer is not kept.</summary>
internal static class RefusedCode
{
    public const string IdInvalid = "id-invalid";
    public const string IdReused = "id-reused";
    public const string AssessmentUnknown = "assessment-unknown";
    public const string KindInvalid = "kind-invalid";
    public const string AfterInvalid = "after-invalid";
    public const string TextTooLong = "text-too-long";
    public const string ValueInvalid = "value-invalid";
    public const string ReasonMissing = "reason-missing";
    public const string IndicatorHidden = "indicator-hidden";

    public const string CycleClosed = "cycle-closed";
    public const string UsersNotAsked = "users-not-asked";
    public const string ConsentMissing = "consent-missing";

    /// <summary>A practice room holds no more.</summary>
    public const string RoomFull = "room-full";
}
