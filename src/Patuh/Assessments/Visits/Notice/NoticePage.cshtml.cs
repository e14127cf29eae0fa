using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Agencies.FocalPoints;
using Patuh.Assessments.Cycles;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Visits.Notice;

/// <summary>A notice in the list, without its bytes.</summary>
internal sealed record NoticeLine(string Id, string Number, string MadeAt, string BodyHash);

/// <summary>Surat pemberitahuan of an agency's visits: made anew when the plan has changed, and the message that brings it to the focal point.</summary>
[Needs(Right.CyclesRead, Send = Right.PlansWrite)]
internal sealed class NoticePageModel(PatuhDb db, TimeProvider time, Notices notices) : AgencyVisitPage(db, time)
{
    /// <summary>Newest first: it takes the place of those below it.</summary>
    public IReadOnlyList<NoticeLine> All { get; private set; } = [];

    public NoticeLine? Last => All.Count > 0 ? All[0] : null;

    /// <summary>The last notice says what is planned now.</summary>
    public bool Current { get; private set; }

    public FocalPointRow? Point { get; private set; }

    /// <summary>The last message about the last notice.</summary>
    public ContactMessageRow? Message { get; private set; }

    public bool AnyAhead => Visits.Any(v => v.Ahead);

    /// <summary>Messages are the offices' own work: the agency itself does not read them.</summary>
    public bool MayContact => May(Right.ContactsWrite, Agency.Place);

    private NoticeBody Body { get; set; } = null!;

    public async Task<IActionResult> OnGet(string cycle, string agency, CancellationToken cancel) => await Prepare(cycle, agency, cancel) ? Page() : Foreign();

    public async Task<IActionResult> OnPostBuat(string cycle, string agency, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, cancel) || !MayPlan)
            return Foreign();
        if (!AnyAhead)
            Errors["surat"] = L.T("Belum ada kunjungan yang dijadwalkan; rencanakan dahulu.", "No visit is planned; plan one first.");
        else if (Current)
            Errors["surat"] = L.T($"Surat {Last!.Number} sudah memuat rencana yang sama.", $"Notice {Last!.Number} says the same plan already.");
        if (Errors.Count > 0)
            return Again();
        await notices.Make(Me, Cycle, Agency, OfficeId, Body, cancel);
        return SeeOther(Address + "/surat", "surat-dibuat");
    }

    public async Task<IActionResult> OnPostPesan(string cycle, string agency, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, cancel) || !MayPlan || !MayContact || Last is not { } notice)
            return Foreign();
        if (Point is null)
            Errors["pesan"] = L.T("Instansi ini belum punya narahubung; daftarkan dahulu.", "This agency has no focal point yet; register one first.");
        else if (!Current)
            Errors["pesan"] = L.T("Rencana berubah sejak surat itu; buat surat baru dahulu.", "The plan has changed since that notice; make a new one first.");
        if (Errors.Count > 0)
            return Again();
        var ahead = Visits.Where(v => v.Standing).ToList();
        var text = NoticeTexts.Fill(NoticeTexts.Current.Message, ("name", Point!.Name), ("agency", Agency.Name), ("days", NoticeTexts.Days(VisitWords.Day(ahead[0].Visit.Day, new("id", "/")), VisitWords.Day(ahead[^1].Visit.Day, new("id", "/")))),
            ("units", ahead.Select(v => v.Unit.Id).Distinct().Count().ToString(System.Globalization.CultureInfo.InvariantCulture)), ("number", notice.Number));
        ContactMessages.Prepare(Db, Time, By(Right.ContactsWrite, Agency.Place), new NewMessage(Agency.AgencyId, PhoneNumber.IsMobile(Point.Phone) ? MessageChannel.WhatsApp : MessageChannel.Telephone, Point.Name, Point.Phone, Notices.Kind, notice.Id, $"{NoticeTexts.Current.Subject} {notice.Number}", text));
        await Db.SaveChangesAsync(cancel);
        return SeeOther(Address + "/surat", "pesan-disiapkan");
    }

    /// <summary>The message was sent: the visits that it announces are notified.</summary>
    public async Task<IActionResult> OnPostTerkirim(string cycle, string agency, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, cancel) || !MayPlan || !MayContact || Message is not { State: MessageState.Prepared } message)
            return Foreign();
        // saved with the message, in its transaction; a plan that changed meanwhile is not announced by it
        foreach (var line in Visits.Where(v => Current && v.Visit.State == VisitState.Planned))
        {
            Db.Update(line.Visit with { State = VisitState.Notified, ChangedAt = Stamp.Now(Time) });
            Db.Audit(Time, By(Right.PlansWrite, Agency.Place), "visit.recorded", new Subject("visit", line.Visit.Id), before: new { line.Visit.State, line.Visit.Day }, after: new { state = VisitState.Notified, notice = Last!.Id });
        }
        if (!await ContactMessages.Advance(Db, Time, By(Right.ContactsWrite, Agency.Place), message, MessageState.Sent, null, cancel))
        {
            Errors["pesan"] = L.T("Sementara itu orang lain sudah mencatatnya; muat ulang halaman ini.", "Somebody else recorded it meanwhile; reload this page.");
            return Again();
        }
        return SeeOther(Address + "/surat", "pesan-terkirim");
    }

    private async Task<bool> Prepare(string cycle, string agency, CancellationToken cancel)
    {
        if (!await Find(cycle, agency, cancel))
            return false;
        Title = L.T($"Surat pemberitahuan: {Agency.Name}", $"Notices: {Agency.Name}");
        if (!SeesNotices)
            return true;
        All = await Db.Set<VisitNoticeRow>().Where(n => n.CycleId == cycle && n.AgencyId == agency).OrderByDescending(n => n.Id).Select(n => new NoticeLine(n.Id, n.Number, n.MadeAt, n.BodyHash)).ToListAsync(cancel);
        if (IsAgency)
            return true;
        var method = await (from m in Db.Set<CycleMethodRow>() where m.CycleId == cycle && m.Class == Agency.Class join i in Db.Set<InstrumentRow>() on new { Id = m.InstrumentId, Version = m.InstrumentVersion } equals new { i.Id, i.Version } select i).SingleAsync(cancel);
        var office = await Db.Set<Accounts.Organisations.OrganisationRow>().Where(o => o.Id == OfficeId).Select(o => o.Name).SingleAsync(cancel);
        Body = await NoticeBody.Of(Db, office, Cycle, Agency, InstrumentShelf.Of(method.Hash, method.Id, method.Body).Instrument, Visits, cancel);
        Current = Last?.BodyHash == Body.Hash;
        if (!MayContact || Last is not { } last)
            return true;
        Point = await FocalPoints.Of(Db, agency, Stamp.Today(Time), cancel);
        Message = (await ContactMessages.LastAbout(Db, Notices.Kind, [last.Id], cancel)).GetValueOrDefault(last.Id);
        return true;
    }
}
