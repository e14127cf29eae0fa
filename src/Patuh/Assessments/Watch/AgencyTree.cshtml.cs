using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Desk;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Watch;

/// <summary>The provisional score of an agency, explained down to each answer of each unit; what is missing for it, first.</summary>
[Needs(Right.CyclesRead)]
internal sealed class AgencyTreeModel(PatuhDb db, TimeProvider time) : CyclePage(db, time)
{
    public PlannedAgencyRow Agency { get; private set; } = null!;

    /// <summary>Null where no score is shown: an agency sees one where its office lets it, somebody of one unit sees that unit alone.</summary>
    public ScoreNode? Tree { get; private set; }

    /// <summary>In hundredths, out of what is answered alone; null once there is a score.</summary>
    public int? SoFar { get; private set; }

    /// <summary>Units, or the agency as a whole, of which required answers are missing: most first.</summary>
    public IReadOnlyList<(AssessmentRow Assessment, int Missing, int Conflicts)> Lacking { get; private set; } = [];

    public Func<string, string> SubjectName { get; private set; } = id => id;

    public Func<string, int> SubjectPlace { get; private set; } = _ => 0;

    public string Address => $"{Here}/instansi/{Agency.AgencyId}/pohon";

    public async Task<IActionResult> OnGet(string cycle, string agency, string? jenis, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return Foreign();
        Choose(jenis);
        if (await Reach.Within(Db.Set<PlannedAgencyRow>(), Db.Set<AssessmentRow>()).SingleOrDefaultAsync(a => a.CycleId == cycle && a.AgencyId == agency, cancel) is not { } row)
            return Foreign();
        Agency = row;
        Title = L.T($"Pohon nilai: {row.Name}", $"Score tree: {row.Name}");
        var assessed = await Reach.Within(Db.Set<AssessmentRow>()).Where(a => a.CycleId == cycle && a.AgencyId == agency && a.Status == AssessmentStatus.Assessed).OrderBy(a => a.Position).ToListAsync(cancel);
        if (SeesBoth || (row.ShowsScores && May(Right.SelfAssessmentWrite, row.Place)))
            await Explain(assessed, cancel);
        await FindLacking(assessed, cancel);
        return Page();
    }

    private async Task Explain(List<AssessmentRow> assessed, CancellationToken cancel)
    {
        var method = Method.Of(await Methods.OfClass(Db, Cycle.Id, Agency.Class, cancel), Kind);
        var sheet = await AgencySheet.Load(Db, Agency, assessed, Kind, cancel);
        Tree = sheet.Explain(method);
        SoFar = Tree.Published is null ? sheet.SoFar(method) : null;
        SubjectName = id => sheet.Subjects.TryGetValue(id, out var subject) ? DeskWords.Subject(subject, L) : id;
        SubjectPlace = id => sheet.Subjects.TryGetValue(id, out var subject) ? subject.Number : 0;
    }

    private async Task FindLacking(List<AssessmentRow> assessed, CancellationToken cancel)
    {
        var ids = assessed.Select(a => a.Id).ToList();
        var parts = await Db.Set<AssessmentPartRow>().Where(p => ids.Contains(p.AssessmentId) && p.Kind == Kind).GroupBy(p => p.AssessmentId)
            .Select(g => new { g.Key, Missing = g.Sum(p => p.Required - p.Given), Conflicts = g.Sum(p => p.Conflicts) }).ToDictionaryAsync(g => g.Key, cancel);
        Lacking = [.. assessed.Where(a => parts.TryGetValue(a.Id, out var p) && p.Missing + p.Conflicts > 0).Select(a => (a, parts[a.Id].Missing, parts[a.Id].Conflicts)).OrderByDescending(m => m.Missing)];
    }
}
