using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits.Notice;

/// <summary>Makes notices: numbered within an office and a cycle, kept as they were made.</summary>
internal sealed class Notices(PatuhDb db, TimeProvider time)
{
    /// <summary>The kind of messages about notices.</summary>
    public const string Kind = "visit_notice";

    public async Task<VisitNoticeRow> Make(Actor me, AssessmentCycleRow cycle, PlannedAgencyRow agency, string office, NoticeBody body, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // of two who make one at once the second takes the number after the first's
        await db.Set<OrganisationRow>().Where(o => o.Id == office).ExecuteUpdateAsync(o => o.SetProperty(x => x.Kind, x => x.Kind), cancel);
        var sequence = (await db.Set<VisitNoticeRow>().Where(n => n.CycleId == cycle.Id && n.OfficeId == office).MaxAsync(n => (int?)n.Sequence, cancel) ?? 0) + 1;
        var replaces = await db.Set<VisitNoticeRow>().Where(n => n.CycleId == cycle.Id && n.AgencyId == agency.AgencyId).OrderByDescending(n => n.Id).Select(n => n.Number).FirstOrDefaultAsync(cancel);
        var (at, number) = (time.GetUtcNow(), NoticeTexts.Current.Number(sequence, office, cycle.Year));
        var notice = new VisitNoticeRow { Id = AuditId.Next(time, at), CycleId = cycle.Id, AgencyId = agency.AgencyId, OfficeId = office, Sequence = sequence, Number = number, MadeAt = Stamp.Of(at), MadeBy = me.PersonId, BodyHash = body.Hash, Pdf = NoticeLetter.Write(body, number, replaces, at) };
        db.Add(notice);
        db.Audit(time, me.By(Right.PlansWrite, agency.Place), "visit_notice.made", new Subject("visit_notice", notice.Id), after: new { cycle = cycle.Id, agency = agency.AgencyId, office, number, body = notice.BodyHash });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return notice;
    }
}
