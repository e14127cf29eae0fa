using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Watch;

/// <summary>How far a group of units is: answers asked for and given, and units by where they stand.</summary>
internal sealed record ProgressLine(string? Id, string Name, int Units, int Begun, int Complete, int Conflicts, int Held, IReadOnlyDictionary<string, (int Given, int Required)> Parts)
{
    public int Given => Parts.Values.Sum(p => p.Given);

    public int Required => Parts.Values.Sum(p => p.Required);
}

/// <summary>
/// Progress of a cycle, counted by the database out of the counts that each saved answer keeps right: the same cost whatever the number of answers.
/// </summary>
internal static class ProgressQuery
{
    /// <summary>By the offices that assess; three queries.</summary>
    public static async Task<IReadOnlyList<ProgressLine>> ByOffice(PatuhDb db, string cycle, CycleReach reach, CancellationToken cancel)
    {
        var assessments = reach.Within(db.Set<AssessmentRow>()).Where(a => a.CycleId == cycle && a.Status == AssessmentStatus.Assessed);
        var kind = reach.Kind;
        var parts = await (from a in assessments join p in db.Set<AssessmentPartRow>() on a.Id equals p.AssessmentId where p.Kind == kind group p by new { a.OfficeId, p.Part } into g select new { g.Key.OfficeId, g.Key.Part, Given = g.Sum(x => x.Given), Required = g.Sum(x => x.Required), Conflicts = g.Sum(x => x.Conflicts) }).ToListAsync(cancel);
        var units = await (from a in assessments
                           where a.Level == AssessmentLevel.Unit
                           join s in db.Set<AssessmentScoreRow>() on a.Id equals s.AssessmentId
                           where s.Kind == kind
                           group s by a.OfficeId into g
                           select new { OfficeId = g.Key, Units = g.Count(), Begun = g.Sum(x => x.ChangedBy != null ? 1 : 0), Complete = g.Sum(x => x.State == "scored" ? 1 : 0), Held = g.Sum(x => x.Held) }).ToListAsync(cancel);
        var names = await db.Set<OrganisationRow>().Where(o => o.Kind == OrganisationKind.RegionalOffice).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        var byOffice = parts.ToLookup(p => p.OfficeId ?? "");
        return [.. units.Select(u => new ProgressLine(u.OfficeId, u.OfficeId is null ? "Ombudsman RI" : names.GetValueOrDefault(u.OfficeId, u.OfficeId), u.Units, u.Begun, u.Complete,
            byOffice[u.OfficeId ?? ""].Sum(p => p.Conflicts), u.Held, byOffice[u.OfficeId ?? ""].ToDictionary(p => p.Part, p => (p.Given, p.Required)))).OrderBy(l => l.Name, StringComparer.Ordinal)];
    }

    /// <summary>All lines as one.</summary>
    public static ProgressLine Sum(IReadOnlyList<ProgressLine> lines, string name) => new(null, name, lines.Sum(l => l.Units), lines.Sum(l => l.Begun), lines.Sum(l => l.Complete), lines.Sum(l => l.Conflicts), lines.Sum(l => l.Held),
        lines.SelectMany(l => l.Parts).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => (g.Sum(p => p.Value.Given), g.Sum(p => p.Value.Required))));
}
