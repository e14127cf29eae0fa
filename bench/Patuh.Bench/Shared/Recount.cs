using Patuh.Assessments.Answers;
using Patuh.Platform.Data;

namespace Patuh.Bench.Shared;

/// <summary>Counts and scores of every unit that was answered, made anew and held against what is stored.</summary>
internal static class Recount
{
    public static (int Units, int Wrong) Of(DatabaseConfiguration configuration)
    {
        using var db = configuration.Open();
        var (units, wrong) = (0, 0);
        foreach (var id in db.Set<AnswerEventRow>().Select(e => e.AssessmentId).Distinct().ToList())
        {
            var open = OpenAssessment.Find(db, id, default).GetAwaiter().GetResult()!;
            var tally = Tally.Of(Method.Of(open.File, AnswerKind.Assessed), open.Row.Level, open.Subjects, db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == id && h.Kind == AnswerKind.Assessed).ToList());
            var parts = db.Set<AssessmentPartRow>().Where(p => p.AssessmentId == id && p.Kind == AnswerKind.Assessed).ToDictionary(p => p.Part);
            var score = db.Set<AssessmentScoreRow>().Single(s => s.AssessmentId == id && s.Kind == AnswerKind.Assessed);
            units++;
            if (tally.Parts.Any(p => parts[p.Part].Given != p.Given || parts[p.Part].Hundredths != p.Hundredths) || score.Hundredths != tally.Hundredths || score.SoFar != tally.SoFar)
                wrong++;
        }
        return (units, wrong);
    }
}
