using Patuh.Assessments.Answers;

namespace Patuh.Assessments.Workbook;

/// <summary>What a reader looks at before confirming.</summary>
/// <param name="Plan">What changes.</param>
/// <param name="Outcomes">What becomes of each change, in the same order.</param>
/// <param name="MissingSheets">Dimensions whose sheet was taken out: their answers stay as they are.</param>
/// <param name="IgnoredSheets">Sheets that are not of the workbook.</param>
internal sealed record WorkbookPreview(WorkbookPlan Plan, IReadOnlyList<AnswerOutcome> Outcomes, IReadOnlyList<string> MissingSheets, IReadOnlyList<string> IgnoredSheets)
{
    /// <summary>The changes of each kind: contradictions first, for they are what has to be looked at.</summary>
    public IReadOnlyList<(ChangeKind Kind, IReadOnlyList<WorkbookChange> Changes)> Groups { get; } =
        [.. Plan.Changes.Zip(Outcomes).GroupBy(c => Of(c.First, c.Second)).OrderBy(g => g.Key).Select(g => (g.Key, (IReadOnlyList<WorkbookChange>)[.. g.Select(c => c.First)]))];

    private static ChangeKind Of(WorkbookChange change, AnswerOutcome outcome) => outcome.Fate switch
    {
        AnswerFate.Conflict => ChangeKind.Conflict,
        AnswerFate.Held => ChangeKind.Held,
        _ when change.Draft.Value.Length == 0 => ChangeKind.TakenBack,
        _ => change.Before.Length == 0 ? ChangeKind.New : ChangeKind.Changed,
    };
}

internal enum ChangeKind
{
    Conflict,
    Held,
    TakenBack,
    Changed,
    New,
}
