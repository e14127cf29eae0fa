using Microsoft.EntityFrameworkCore;
using Patuh.Agencies.FocalPoints;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits.Notice;

/// <summary>The fate of a message about a notice is that of its visits: sent, they are notified; if it failed after all, they are planned again.</summary>
internal static class NoticeFates
{
    /// <summary>Whichever page records it.</summary>
    public static MessageListener Listener { get; } = new(Notices.Kind, Follow);

    private static async Task<bool> Follow(PatuhDb db, TimeProvider time, MessageFate fate, CancellationToken cancel)
    {
        var (id, about) = (fate.Message.Id, fate.Message.AboutId);
        if (await db.Set<VisitNoticeRow>().Where(n => n.Id == about).Select(n => new { n.Id, n.CycleId, n.AgencyId, n.BodyHash }).SingleOrDefaultAsync(cancel) is not { } notice)
            return true;
        var cycle = await db.Set<AssessmentCycleRow>().SingleAsync(c => c.Id == notice.CycleId, cancel);
        if (cycle.State == CycleState.Closed)
            return true;
        var agency = await db.Set<PlannedAgencyRow>().SingleAsync(a => a.CycleId == notice.CycleId && a.AgencyId == notice.AgencyId, cancel);
        var visits = await VisitLine.Of(db, cycle.Id, db.Set<AssessmentRow>().Where(a => a.CycleId == cycle.Id && a.AgencyId == agency.AgencyId && a.Level == AssessmentLevel.Unit), cancel);
        if (!fate.To.Tells())
            return await Withdraw();
        // a plan that changed since the notice is not announced by it
        return (await NoticeBody.Of(db, cycle, agency, visits, cancel)).Hash != notice.BodyHash || await Set([.. visits.Where(v => v.Visit.State == VisitState.Planned)], VisitState.Planned, VisitState.Notified, id);

        async Task<bool> Withdraw()
        {
            var announced = visits.FindAll(v => v.Visit.State == VisitState.Notified && v.Visit.MessageId == id);
            // another message about the same notice may have arrived
            var other = await db.Set<ContactMessageRow>().Where(m => m.AboutKind == Notices.Kind && m.AboutId == about && m.Id != id && m.FailedAt == null && (m.SentAt != null || m.DeliveredAt != null || m.AcknowledgedAt != null))
                .OrderByDescending(m => m.Id).Select(m => m.Id).FirstOrDefaultAsync(cancel);
            return await Set(announced, VisitState.Notified, other is null ? VisitState.Planned : VisitState.Notified, other);
        }

        async Task<bool> Set(List<VisitLine> lines, string from, string to, string? message)
        {
            var (ids, now) = (lines.ConvertAll(v => v.Visit.Id), Stamp.Now(time));
            if (ids.Count == 0)
                return true;
            if (await db.Set<VisitRow>().Where(v => ids.Contains(v.Id) && v.State == from).ExecuteUpdateAsync(v => v.SetProperty(x => x.State, to).SetProperty(x => x.MessageId, message).SetProperty(x => x.ChangedAt, now), cancel) != ids.Count)
                return false;
            if (from != to)
                foreach (var (visit, _, _, _) in lines)
                    db.Audit(time, fate.By, "visit.recorded", new Subject("visit", visit.Id), before: new { visit.State, visit.Day }, after: new { state = to, notice = notice.Id, message = id });
            return true;
        }
    }
}
