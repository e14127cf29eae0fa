using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Desk;

/// <summary>One cell where the agency and the assessor say different things.</summary>
internal sealed record DifferenceLine(Dimension Dimension, Indicator Indicator, string SubjectId, string Self, string Assessed);

/// <summary>The self-assessment beside what assessors found: what mentoring begins with.</summary>
[Needs(Right.AnswersRead)]
internal sealed class DifferenceModel(PatuhDb db, TimeProvider time) : AssessmentPage(db, time)
{
    public IReadOnlyList<DifferenceLine> Lines { get; private set; } = [];

    public int Same { get; private set; }

    public int Compared { get; private set; }

    public async Task<IActionResult> OnGet(string assessment, CancellationToken cancel)
    {
        if (!await Load(assessment, null, cancel) || !SeesBoth)
            return Foreign();
        Title = L.T($"Bedanya: {Open.Row.Name}, {Open.Agency.Name}", $"The difference: {Open.Row.Name}, {Open.Agency.Name}");
        var self = (await Heads(AnswerKind.Self, cancel)).Where(h => h.Value.Length > 0).ToLookup(h => (h.Indicator, h.SubjectId), h => h.Value);
        var found = (await Heads(AnswerKind.Assessed, cancel)).Where(h => h.Value.Length > 0).ToLookup(h => (h.Indicator, h.SubjectId), h => h.Value);
        var both = self.Where(s => found.Contains(s.Key) && Method.Find(s.Key.Indicator) is not null).ToList();
        (Compared, Same) = (both.Count, both.Count(s => s.First() == found[s.Key].First()));
        Lines = [.. both.Where(s => s.First() != found[s.Key].First()).Select(s => (s, Found: Method.Find(s.Key.Indicator)!.Value)).Select(s => new DifferenceLine(s.Found.Dimension, s.Found.Indicator, s.s.Key.SubjectId, s.s.First(), string.Join(" ≠ ", found[s.s.Key].Distinct())))
            .OrderBy(l => l.Indicator.Code, StringComparer.Ordinal).ThenBy(l => l.SubjectId, StringComparer.Ordinal)];
        return Page();
    }
}
