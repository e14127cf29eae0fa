using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.Answers;

/// <summary>The answers of one assessment as a scoresheet of one unit (or one agency). Cells that contradict themselves are left out: they are not answered yet.</summary>
internal sealed class AnswerSheet
{
    public AnswerSheet(Instrument instrument, bool agencyLevel, IReadOnlyList<AssessmentSubjectRow> subjects, IEnumerable<AnswerHeadRow> heads)
    {
        Cells = AnswerCell.Of(subjects, heads);
        var answered = new AnsweredSheet("unit", "", subjects, Cells);
        Sheet = SheetBuilder.Build(instrument, "", agencyLevel ? [] : [answered], agencyLevel ? answered : null);
    }

    public IReadOnlyList<AnswerCell> Cells { get; }

    public Scoresheet Sheet { get; }
}

/// <summary>What stands in one cell: mostly one answer.</summary>
internal sealed record AnswerCell(string Indicator, string SubjectId, IReadOnlyList<AnswerHeadRow> Heads)
{
    /// <summary>The cells of an assessment. What was taken off the plan is asked about no more; what was answered of it stays in the log.</summary>
    public static IReadOnlyList<AnswerCell> Of(IReadOnlyList<AssessmentSubjectRow> subjects, IEnumerable<AnswerHeadRow> heads)
    {
        var withdrawn = SubjectFate.Withdrawn(subjects);
        return [.. heads.Where(h => !withdrawn.Contains(h.SubjectId)).GroupBy(h => (h.Indicator, h.SubjectId)).Select(g => new AnswerCell(g.Key.Indicator, g.Key.SubjectId, [.. g.OrderBy(h => h.EventId, StringComparer.Ordinal)]))];
    }

    /// <summary>Answers that say different things, until somebody settles it.</summary>
    public bool InConflict { get; } = Heads.Any(h => h.Value != Heads[0].Value);

    /// <summary>The answer; null while it contradicts itself, empty where it was taken back.</summary>
    public string? Value => InConflict ? null : Heads[0].Value;
}
