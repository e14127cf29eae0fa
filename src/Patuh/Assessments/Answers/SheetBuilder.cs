using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.Answers;

/// <summary>One assessment with what stands in its cells.</summary>
/// <param name="Id">Of the unit, or of the agency.</param>
/// <param name="Name">As planned.</param>
/// <param name="Subjects">Products and respondents, those that are over included.</param>
/// <param name="Cells">What stands, without what was withdrawn.</param>
internal sealed record AnsweredSheet(string Id, string Name, IReadOnlyList<AssessmentSubjectRow> Subjects, IReadOnlyList<AnswerCell> Cells);

/// <summary>Answers of one agency, or of one unit of it, as the engine takes them. Pure.</summary>
internal sealed class SheetBuilder
{
    private readonly Instrument instrument;
    private readonly Indicator[] indicators;
    private readonly Dictionary<string, int> places;
    private readonly AssessmentSubjectRow[] subjects;
    private readonly Dictionary<string, int> at;
    private readonly List<(int Subject, ushort Indicator, Grade Grade)> answers = [];
    private readonly List<int> starts = [];

    private SheetBuilder(Instrument instrument, IEnumerable<AnsweredSheet> sheets)
    {
        this.instrument = instrument;
        indicators = [.. instrument.Indicators];
        places = new(indicators.Length, StringComparer.Ordinal);
        for (var i = 0; i < indicators.Length; i++)
            places.Add(indicators[i].Code, i);
        subjects = [.. sheets.SelectMany(s => s.Subjects).OrderBy(s => s.Id, StringComparer.Ordinal)];
        at = new(subjects.Length, StringComparer.Ordinal);
        for (var s = 0; s < subjects.Length; s++)
            at.Add(subjects[s].Id, s);
    }

    /// <param name="instrument">The method.</param>
    /// <param name="agency">The agency's name.</param>
    /// <param name="units">Those that are assessed, in the order of the plan.</param>
    /// <param name="own">What is answered about the agency as a whole, or null.</param>
    public static Scoresheet Build(Instrument instrument, string agency, IReadOnlyList<AnsweredSheet> units, AnsweredSheet? own)
    {
        var builder = new SheetBuilder(instrument, own is null ? units : units.Append(own));
        foreach (var unit in units)
            builder.Add(unit);
        builder.Add(own);
        return builder.Sheet(agency, units);
    }

    private void Add(AnsweredSheet? sheet)
    {
        starts.Add(answers.Count);
        foreach (var cell in sheet?.Cells ?? [])
        {
            if (cell.Value is not { Length: > 0 } value || !places.TryGetValue(cell.Indicator, out var place))
                continue;
            var subject = cell.SubjectId.Length == 0 ? -1 : at.GetValueOrDefault(cell.SubjectId, -2);
            if (subject < -1 || Grade.Read(value, indicators[place], subject >= 0 && subjects[subject].Standing == SubjectRole.Replacement, out _) is not { } grade)
                continue;
            answers.Add((subject, (ushort)place, grade));
        }
        answers.Sort(starts[^1], answers.Count - starts[^1], Comparer<(int Subject, ushort Indicator, Grade Grade)>.Create((a, b) => a.Subject != b.Subject ? a.Subject.CompareTo(b.Subject) : a.Indicator.CompareTo(b.Indicator)));
    }

    private Scoresheet Sheet(string agency, IReadOnlyList<AnsweredSheet> units) => new()
    {
        Instrument = instrument,
        Agencies = [new SheetAgency("agency", "", agency, "", null)],
        Units = [.. units.Select(Unit)],
        Subjects = [.. subjects.Select(s => s.Id)],
        Grades = [.. answers.Select(a => a.Grade)],
        SheetStart = [.. starts, answers.Count],
        AnswerIndicator = [.. answers.Select(a => a.Indicator)],
        AnswerSubject = [.. answers.Select(a => a.Subject)],
        AnswerGrade = [.. Enumerable.Range(0, answers.Count)],
        UnitsOf = [[.. Enumerable.Range(0, units.Count)]],
    };

    private SheetUnit Unit(AnsweredSheet unit)
    {
        int[] products = [.. unit.Subjects.Where(s => s.Role == SubjectRole.Product && s.EndedAt is null).Select(s => at[s.Id]).Order()];
        return new(unit.Id, 0, unit.Name, true, products, [.. products.Select(p => subjects[p].Name)]);
    }
}
