using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.Answers;

/// <summary>What the answers of an assessment come to: counts for each dimension, and the provisional score. Pure.</summary>
internal sealed record Tally(IReadOnlyList<PartTally> Parts, State State, int? Hundredths, int? SoFar, int PartCount, Fraction PartSum)
{
    /// <param name="method">How this kind of answers is scored.</param>
    /// <param name="level">unit or agency.</param>
    /// <param name="subjects">Products and respondents.</param>
    /// <param name="heads">The answers that stand.</param>
    public static Tally Of(Method method, string level, IReadOnlyList<AssessmentSubjectRow> subjects, IReadOnlyCollection<AnswerHeadRow> heads)
    {
        var agencyLevel = level == AssessmentLevel.Agency;
        var answers = new AnswerSheet(method.Instrument, agencyLevel, subjects, heads);
        var counts = agencyLevel ? Completeness.OfAgency(answers.Sheet, 0) : Completeness.OfUnit(answers.Sheet, 0);
        var conflicts = answers.Cells.Where(c => c.InConflict).CountBy(c => c.Indicator).ToDictionary();
        var noted = Enumerable.Range(0, answers.Sheet.AnswerGrade.Length).Where(k => answers.Sheet.Grades[k].Noted).CountBy(k => (int)answers.Sheet.AnswerIndicator[k]).ToDictionary();
        var (own, dimensions, state, published, partCount, partSum) = Score(answers.Sheet, agencyLevel);
        var parts = new List<PartTally>();
        var next = 0;
        foreach (var dimension in method.Dimensions(level))
        {
            var indicators = dimension.Variables.SelectMany(v => v.Indicators).ToList();
            var mine = counts.Skip(next).Take(indicators.Count).ToList();
            parts.Add(new PartTally(dimension.Code, mine.Sum(c => c.Required), mine.Sum(c => c.Counted), mine.Sum(c => c.Target), mine.Sum(c => Math.Min(c.Given, c.Target)),
                indicators.Sum(i => conflicts.GetValueOrDefault(i.Code)), mine.Sum(c => noted.GetValueOrDefault(c.Indicator)), dimensions[parts.Count]));
            next += indicators.Count;
        }
        var soFar = own ? published : Score(new AnswerSheet(method.SoFar, agencyLevel, subjects, heads).Sheet, agencyLevel).Published;
        return new Tally(parts, state, published, soFar, partCount, partSum);
    }

    private static (bool Own, IReadOnlyList<int?> Dimensions, State State, int? Published, int Parts, Fraction Sum) Score(Scoresheet sheet, bool agencyLevel)
    {
        if (!agencyLevel)
        {
            var unit = Provisional.Unit(sheet, 0);
            return (unit.State == State.Scored, unit.Dimensions, unit.State, unit.Published, unit.Parts, unit.PartSum);
        }
        // an agency's own answers are worth something only beside its units': here only their dimensions are looked at
        var agency = Provisional.Agency(sheet, 0, [(State.Scored, 1, Fraction.One)]);
        return (true, agency.Dimensions, agency.State, null, 0, Fraction.Zero);
    }
}

/// <summary>One dimension.</summary>
internal sealed record PartTally(string Part, int Required, int Given, int Wanted, int Reached, int Conflicts, int Notes, int? Hundredths);
