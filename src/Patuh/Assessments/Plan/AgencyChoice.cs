using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>Which agencies of a draft are assessed, many at once: the same few statements whatever their number. Units follow, but for those that say themselves why they are not assessed.</summary>
internal sealed class AgencyChoice(PatuhDb db, TimeProvider time)
{
    /// <summary>What a draw came to. The draw is made again by what the audit trail keeps of it.</summary>
    public Task<PlanFate> Draw(Actor me, AssessmentCycleRow cycle, SampleQuestion question, IReadOnlyDictionary<string, int> numbers, SampleChoice choice, string why, int revision, CancellationToken cancel)
    {
        var classes = question.Classes.Where(c => c.Mode != SampleMode.Keep).Select(c => (Asked: c, Frame: question.Frame(choice.Agencies, c.Class))).Select(c => new
        {
            @class = c.Asked.Class,
            mode = c.Asked.Mode,
            size = c.Asked.Mode == SampleMode.Draw ? c.Asked.Size : null,
            number = c.Asked.Mode == SampleMode.Draw ? numbers[c.Asked.Class] : (int?)null,
            frame = c.Frame.Count,
            frameSha256 = c.Asked.Mode == SampleMode.Draw ? Hash(c.Frame) : null,
        }).ToList();
        return Change(cycle.Id, choice, why, revision, () => db.Audit(time, me.By(Right.CyclesWrite, Place.National), "agency_sample.drawn", new Subject("assessment_cycle", cycle.Id),
            after: new { seed = question.Seed, byProvince = question.ByProvince, withoutLeftOut = question.WithoutLeftOut, classes, left = choice.Left.Select(a => a.AgencyId), taken = choice.Taken.Select(a => a.AgencyId) }, why: choice.Left.Count > 0 ? why : null), cancel);
    }

    /// <summary>Those that were ticked.</summary>
    public Task<PlanFate> Pick(Actor me, AssessmentCycleRow cycle, SampleChoice choice, string why, int revision, CancellationToken cancel) =>
        Change(cycle.Id, choice, why, revision, () => db.Audit(time, me.By(Right.CyclesWrite, Place.National), "agency_sample.picked", new Subject("assessment_cycle", cycle.Id),
            after: new { left = choice.Left.Select(a => a.AgencyId), taken = choice.Taken.Select(a => a.AgencyId) }, why: choice.Left.Count > 0 ? why : null), cancel);

    private async Task<PlanFate> Change(string cycle, SampleChoice choice, string why, int revision, Action audit, CancellationToken cancel)
    {
        if (choice.Same)
            return PlanFate.Same;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await DraftPlan.Take(db, cycle, revision, cancel) is var fate and not PlanFate.Done)
            return fate;
        await Write(cycle, choice, why, cancel);
        audit();
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return PlanFate.Done;
    }

    private async Task Write(string cycle, SampleChoice choice, string why, CancellationToken cancel)
    {
        List<string> left = [.. choice.Left.Select(a => a.AgencyId)], taken = [.. choice.Taken.Select(a => a.AgencyId)];
        var (units, agencies) = (db.Set<AssessmentRow>().Where(a => a.CycleId == cycle), db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle));
        if (left.Count > 0)
        {
            await units.Where(a => EF.Parameter(left).Contains(a.AgencyId) && a.Status == AssessmentStatus.Assessed).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Reason, why), cancel);
            await agencies.Where(a => EF.Parameter(left).Contains(a.AgencyId)).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Reason, why), cancel);
        }
        if (taken.Count > 0)
        {
            await units.Where(a => EF.Parameter(taken).Contains(a.AgencyId) && a.Status == AssessmentStatus.NotAssessed && agencies.Any(p => p.AgencyId == a.AgencyId && p.Reason == a.Reason))
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, AssessmentStatus.Assessed).SetProperty(x => x.Reason, (string?)null), cancel);
            await agencies.Where(a => EF.Parameter(taken).Contains(a.AgencyId)).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, AssessmentStatus.Assessed).SetProperty(x => x.Reason, (string?)null), cancel);
        }
    }

    private static string Hash(IEnumerable<PlannedAgencyRow> frame) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(frame.Select(a => $"{a.AgencyId} {a.Province}\n")))));
}
