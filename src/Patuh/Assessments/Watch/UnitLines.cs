using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.People;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Watch;

/// <summary>One unit in a list.</summary>
internal sealed record UnitLine(AssessmentRow Unit, string Agency, string? State, int? Hundredths, int? SoFar, int Held, int Given, int Required, int Conflicts, string? ChangedAt, string? Pen, EvidenceCount Evidence);

/// <summary>Units as a table: with their agencies where they are of several, with scores where the reader sees them.</summary>
/// <param name="Lines">The units.</param>
/// <param name="Cycle">Id of the cycle.</param>
/// <param name="Scores">With provisional scores.</param>
/// <param name="Agencies">With names of agencies.</param>
/// <param name="IsSelf">Links lead to the self-assessment, for who sees both.</param>
internal sealed record UnitTable(IReadOnlyList<UnitLine> Lines, string Cycle, bool Scores, bool Agencies, bool IsSelf)
{
    /// <summary>What is shown is the self-assessment: with what each unit's people say of it.</summary>
    public bool Self { get; init; }
}

/// <summary>Counts, pens and evidence of a page of units, in three queries.</summary>
internal static class UnitLines
{
    public static async Task<IReadOnlyList<UnitLine>> Of(PatuhDb db, List<(AssessmentRow Unit, string Agency, AssessmentScoreRow? Score)> page, string kind, CancellationToken cancel)
    {
        var ids = page.ConvertAll(u => u.Unit.Id);
        var parts = (await db.Set<AssessmentPartRow>().Where(p => ids.Contains(p.AssessmentId) && p.Kind == kind).ToListAsync(cancel)).ToLookup(p => p.AssessmentId);
        var evidence = await EvidenceCounts.Of(db, ids, cancel);
        var holders = parts.SelectMany(p => p).Select(p => p.PenId).OfType<string>().Distinct().ToList();
        var names = holders.Count == 0 ? [] : await db.Set<PersonRow>().Where(p => holders.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        return [.. page.Select(u => new UnitLine(u.Unit, u.Agency, u.Score?.State, u.Score?.Hundredths, u.Score?.SoFar, u.Score?.Held ?? 0, parts[u.Unit.Id].Sum(p => p.Given), parts[u.Unit.Id].Sum(p => p.Required),
            parts[u.Unit.Id].Sum(p => p.Conflicts), u.Score?.ChangedBy is null ? null : u.Score.ChangedAt, string.Join(", ", parts[u.Unit.Id].Select(p => p.PenId).OfType<string>().Distinct().Select(p => names.GetValueOrDefault(p, "?")).Order()), evidence.GetValueOrDefault(u.Unit.Id)))];
    }
}
