using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Agencies.FocalPoints;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Visits.Notice;

/// <summary>A notice in the list, without its bytes.</summary>
internal sealed record NoticeLine(string Id, string Number, string MadeAt, string BodyHash);

/// <summary>Whom a message can go to.</summary>
internal sealed record Recipient(string Code, string Name, string Phone)
{
    /// <summary>A fixed line is called.</summary>
    public string Channel => PhoneNumber.IsMobile(Phone) ? MessageChannel.WhatsApp : MessageChannel.Telephone;
}

/// <summary>Surat pemberitahuan of an agency's visits: made anew when the plan has changed, and the messages that bring it to the focal point or the deputy.</summary>
[Needs(Right.CyclesRead, Send = Right.PlansWrite)]
internal sealed class NoticePageModel(PatuhDb db, TimeProvider time, Notices notices, MessageFates fates) : AgencyVisitPage(db, time)
{
    // more messages about one letter than anybody writes
    private const int Shown = 20;

    /// <summary>Newest first: it takes the place of those below it.</summary>
    public IReadOnlyList<NoticeLine> All { get; private set; } = [];

    public NoticeLine? Last => All.Count > 0 ? All[0] : null;

    /// <summary>The last notice says what is planned now.</summary>
    public bool Current { get; private set; }

    public FocalPointRow? Point { get; private set; }

    /// <summary>The focal point first, and the deputy where one has a number.</summary>
    public IReadOnlyList<Recipient> Recipients { get; private set; } = [];

    public string To { get; private set; } = "narahubung";

    /// <summary>About the last notice, newest first.</summary>
    public IReadOnlyList<ContactMessageRow> Messages { get; private set; } = [];

    public ContactMessageRow? Message => Messages.Count > 0 ? Messages[0] : null;

    /// <summary>Why sending failed, as typed.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Another message can be prepared once it is known what became of the last.</summary>
    public bool MayPrepare => Point is not null && Current && Message?.State != MessageState.Prepared;

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

    public async Task<IActionResult> OnPostPesan(string cycle, string agency, string? kepada, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, cancel) || !MayPlan || !MayContact || Last is not { } notice)
            return Foreign();
        To = string.IsNullOrEmpty(kepada) ? To : kepada;
        var to = Recipients.FirstOrDefault(r => r.Code == To);
        if (Point is null)
            Errors["pesan"] = L.T("Instansi ini belum punya narahubung; daftarkan dahulu.", "This agency has no focal point yet; register one first.");
        else if (!Current)
            Errors["pesan"] = L.T("Rencana berubah sejak surat itu; buat surat baru dahulu.", "The plan has changed since that notice; make a new one first.");
        else if (Message is { State: MessageState.Prepared } waiting)
            Errors["pesan"] = L.T($"Pesan kepada {waiting.ToName} sudah siap; kirimkan, atau catat bahwa gagal, sebelum menyiapkan yang lain.", $"A message to {waiting.ToName} is ready; send it, or record that it failed, before another is prepared.");
        else if (to is null)
            Errors["kepada"] = L.T("Pilih narahubung, atau wakilnya bila nomor telepon wakil terdaftar.", "Choose the focal point, or the deputy where the deputy's number is registered.");
        if (Errors.Count > 0)
            return Again();
        var ahead = Visits.Where(v => v.Standing).ToList();
        var text = NoticeTexts.Fill(NoticeTexts.Current.Message, ("name", to!.Name), ("agency", Agency.Name), ("days", NoticeTexts.Days(VisitWords.Day(ahead[0].Visit.Day, new("id", "/")), VisitWords.Day(ahead[^1].Visit.Day, new("id", "/")))),
            ("units", ahead.Select(v => v.Unit.Id).Distinct().Count().ToString(System.Globalization.CultureInfo.InvariantCulture)), ("number", notice.Number));
        ContactMessages.Prepare(Db, Time, By(Right.ContactsWrite, Agency.Place), new NewMessage(Agency.AgencyId, to.Channel, to.Name, to.Phone, Notices.Kind, notice.Id, $"{NoticeTexts.Current.Subject} {notice.Number}", text));
        await Db.SaveChangesAsync(cancel);
        return SeeOther(Address + "/surat", "pesan-disiapkan");
    }

    /// <summary>The message was sent: the visits that it announces are notified.</summary>
    public async Task<IActionResult> OnPostTerkirim(string cycle, string agency, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, cancel) || !MayPlan || !MayContact || Message is not { State: MessageState.Prepared } message)
            return Foreign();
        return await Record(message, MessageState.Sent, null, cancel) ? SeeOther(Address + "/surat", "pesan-terkirim") : Again();
    }

    /// <summary>It could not be sent, or did not arrive; then another can be prepared.</summary>
    public async Task<IActionResult> OnPostGagal(string cycle, string agency, string? sebab, CancellationToken cancel)
    {
        if (!await Prepare(cycle, agency, cancel) || !MayPlan || !MayContact || Message is not { } message || !message.State.Next().Contains(MessageState.Failed))
            return Foreign();
        Failure = (sebab ?? "").Trim();
        if (Failure.Length is 0 or > LongestReason)
            Errors["sebab"] = L.T("Tulis mengapa gagal, misalnya: nomor tidak terdaftar di WhatsApp.", "Write why it failed, such as: the number is not on WhatsApp.");
        return Errors.Count == 0 && await Record(message, MessageState.Failed, Failure, cancel) ? SeeOther(Address + "/surat", "pesan-gagal") : Again();
    }

    private async Task<bool> Record(ContactMessageRow message, MessageState to, string? failure, CancellationToken cancel)
    {
        if (await fates.Advance(By(Right.ContactsWrite, Agency.Place), message, to, failure, cancel))
            return true;
        Errors["pesan"] = L.T("Sementara itu orang lain sudah mencatatnya; muat ulang halaman ini.", "Somebody else recorded it meanwhile; reload this page.");
        return false;
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
        Body = await NoticeBody.Of(Db, Cycle, Agency, Visits, cancel);
        Current = Last?.BodyHash == Body.Hash;
        if (!MayContact || Last is not { } last)
            return true;
        Point = await FocalPoints.Of(Db, agency, Stamp.Today(Time), cancel);
        Recipients = Point is null ? [] : Point is { DeputyName: { } deputy, DeputyPhone: { } phone } ? [new("narahubung", Point.Name, Point.Phone), new("wakil", deputy, phone)] : [new("narahubung", Point.Name, Point.Phone)];
        Messages = await Db.Set<ContactMessageRow>().Where(m => m.AboutKind == Notices.Kind && m.AboutId == last.Id).OrderByDescending(m => m.Id).Take(Shown).ToListAsync(cancel);
        return true;
    }
}
