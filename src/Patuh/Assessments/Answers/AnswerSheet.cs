using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.Answers;

/// <summary>The answers of one assessment as a scoresheet of one unit (or one agency). Cells that contradict themselves are left out: they are not answered yet.</summary>
internal sealed class AnswerSheet
{
    private readonly Dictionary<string, int> places;
    private readonly Indicator[] indicators;

    public AnswerSheet(Instrument instrument, bool agencyLevel, IReadOnlyList<AssessmentSubjectRow> subjects, IEnumerable<AnswerHeadRow> heads)
    {
        indicators = [.. instrument.Indicators];
        places = new(indicators.Length, StringComparer.Ordinal);
        for (var i = 0; i < indicators.Length; i++)
            places.Add(indicators[i].Code, i);
        // what was taken off the plan is asked about no more; what was answered of it stays in the log
        var withdrawn = SubjectFate.Withdrawn(subjects);
        Cells = [.. heads.Where(h => !withdrawn.Contains(h.SubjectId)).GroupBy(h => (h.Indicator, h.SubjectId)).Select(g => new AnswerCell(g.Key.Indicator, g.Key.SubjectId, [.. g.OrderBy(h => h.EventId, StringComparer.Ordinal)]))];
        Sheet = Build(instrument, agencyLevel, [.. subjects.OrderBy(s => s.Id, StringComparer.Ordinal)]);
    }

    public IReadOnlyList<AnswerCell> Cells { get; }

    public Scoresheet Sheet { get; }

    private Scoresheet Build(Instrument instrument, bool agencyLevel, AssessmentSubjectRow[] subjects)
    {
        var at = new Dictionary<string, int>(subjects.Length, StringComparer.Ordinal);
        for (var s = 0; s < subjects.Length; s++)
            at.Add(subjects[s].Id, s);
        var answers = new List<(int Subject, ushort Indicator, Grade Grade)>(Cells.Count);
        foreach (var cell in Cells)
        {
            if (cell.Value is not { Length: > 0 } value || !places.TryGetValue(cell.Indicator, out var place))
                continue;
            var subject = cell.SubjectId.Length == 0 ? -1 : at.GetValueOrDefault(cell.SubjectId, -2);
            if (subject < -1 || Grade.Read(value, indicators[place], subject >= 0 && subjects[subject].Standing == SubjectRole.Replacement, out _) is not { } grade)
                continue;
            answers.Add((subject, (ushort)place, grade));
        }
        answers.Sort((a, b) => a.Subject != b.Subject ? a.Subject.CompareTo(b.Subject) : a.Indicator.CompareTo(b.Indicator));
        int[] products = [.. Enumerable.Range(0, subjects.Length).Where(s => subjects[s].Role == SubjectRole.Product && subjects[s].EndedAt is null)];
        return new Scoresheet
        {
            Instrument = instrument,
            Agencies = [new SheetAgency("agency", "", "", "", null)],
            Units = agencyLevel ? [] : [new SheetUnit("unit", 0, "", true, products, [.. products.Select(p => subjects[p].Name)])],
            Subjects = [.. subjects.Select(s => s.Id)],
            Grades = [.. answers.Select(a => a.Grade)],
            SheetStart = agencyLevel ? [0, answers.Count] : [0, answers.Count, answers.Count],
            AnswerIndicator = [.. answers.Select(a => a.Indicator)],
            AnswerSubject = [.. answers.Select(a => a.Subject)],
            AnswerGrade = [.. Enumerable.Range(0, answers.Count)],
            UnitsOf = [agencyLevel ? [] : [0]],
        };
    }
}

/// <summary>What stands in one cell: mostly one answer.</summary>
internal sealed record AnswerCell(string Indicator, string SubjectId, IReadOnlyList<AnswerHeadRow> Heads)
{
    /// <summary>Answers that say different things, until somebody settles it.</summary>
    public bool InConflict { get; } = Heads.Any(h => h.Value != Heads[0].Value);

    /// <summary>The answer; null while it contradicts itself, empty where it was taken back.</summary>
    public string? Value => InConflict ? null : Heads[0].Value;
}
