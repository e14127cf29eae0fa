using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Scoring;

namespace Patuh.Assessments.Answers;

/// <summary>Nilai sementara of an agency, out of what its units put into it: always right, for nothing of it is stored.</summary>
internal static class AgencyScore
{
    /// <summary>Two queries at most.</summary>
    public static async Task<ProvisionalAgency?> Of(PatuhDb db, InstrumentFile file, IReadOnlyList<(AssessmentRow Assessment, AssessmentScoreRow? Score)> assessments, string kind, CancellationToken cancel)
    {
        var units = assessments.Where(a => a.Assessment is { Level: AssessmentLevel.Unit, Status: AssessmentStatus.Assessed } && a.Score is not null).Select(a => (Read(a.Score!.State), a.Score.PartCount, Fraction.Parse(a.Score.PartSum))).ToList();
        var method = Method.Of(file, kind);
        var own = assessments.FirstOrDefault(a => a.Assessment.Level == AssessmentLevel.Agency).Assessment;
        if (units.Count == 0)
            return null;
        List<AnswerHeadRow> heads = [];
        List<AssessmentSubjectRow> subjects = [];
        if (own is not null)
        {
            heads = await db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == own.Id && h.Kind == kind).ToListAsync(cancel);
            subjects = await db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == own.Id).ToListAsync(cancel);
        }
        return Provisional.Agency(new AnswerSheet(method.Instrument, agencyLevel: true, subjects, heads).Sheet, 0, units);
    }

    private static State Read(string word) => Enum.GetValues<State>().First(s => s.Word() == word);
}
