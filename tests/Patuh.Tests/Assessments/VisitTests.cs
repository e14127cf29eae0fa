using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Visits;
using Patuh.Assessments.Visits.Notice;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;
using PdfSharp.Pdf.IO;

namespace Patuh.Tests.Assessments;

public sealed class SqliteVisitTests : VisitTests<SqliteDatabase>;

public sealed class PostgresVisitTests : VisitTests<PostgresDatabase>;

/// <summary>Planning visits: teams, the calendar, clashes, refusals, the notice and its message, and who is still to be confirmed.</summary>
public abstract class VisitTests<T> : VisitSite<T> where T : TestDatabase, new()
{
    [Fact]
    public async Task A_team_has_a_name_members_of_the_office_and_a_leader_among_them()
    {
        using var head = await Live.Site.Visitor().As("head_of_office");
        var (assessor, leader) = (Person("assessor"), Person("head-of-office"));
        foreach (var (name, member, chief, field) in ((string, string, string, string)[])[("", assessor, assessor, "nama"), ("Tim 1", "", assessor, "anggota"), ("Tim 1", Person("agency-coordinator"), assessor, "anggota"), ("Tim 1", assessor, leader, "ketua")])
        {
            var refused = await head.Send(Teams, Teams, ("nama", name), ("anggota", member), ("ketua", chief));
            Assert.Equal((name, 400), (name, refused.Status));
            Assert.NotNull(refused.Page.QuerySelector($".govuk-error-summary a[href='#{field}']"));
        }
        var team = await Team(head);
        Assert.Equal(400, (await head.Send(Teams, Teams, ("nama", "tim 1"), ("anggota", assessor), ("ketua", assessor))).Status);
        var edit = $"{Teams}&tim={team}";
        var opened = await head.Get(edit);
        Assert.Equal(303, (await head.Send(opened, edit, edit, ("nama", "Tim Rafflesia"), ("anggota", assessor), ("anggota", leader), ("ketua", leader))).Status);
        Assert.Contains("Tim Rafflesia", (await head.Get(Teams)).Text, StringComparison.Ordinal);
        using var db = Live.Site.Database.Open();
        Assert.Equal(2, db.Set<VisitTeamMemberRow>().Count());
        Assert.Equal(["visit_team.changed", "visit_team.made"], db.Set<AuditEventRow>().Where(e => e.SubjectKind == "visit_team").Select(e => e.Action).AsEnumerable().Order());
    }

    [Fact]
    public async Task All_units_of_an_agency_are_planned_in_one_form_on_days_that_the_page_proposes()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        var page = await assessor.Get(Lebong);
        var days = page.Page.QuerySelectorAll("input[name^='hari-']").Select(i => i.GetAttribute("value")).ToList();
        Assert.True(days.Count >= 3);
        // three a day, tomorrow first, no weekend
        Assert.Equal(["2024-07-11", "2024-07-11", "2024-07-11"], days.Take(3));
        Assert.DoesNotContain("2024-07-13", days);
        Assert.Equal(303, (await Plan(assessor)).Status);
        var calendar = await assessor.Get(Root);
        Assert.Equal(Math.Min(6, days.Count), calendar.Page.QuerySelectorAll(".week .visit").Length);
        Assert.Contains("Dinas Kesehatan", calendar.Page.QuerySelector(".week")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Bentrok", calendar.Text, StringComparison.Ordinal);
        Assert.Contains("Semua unit yang dipilih sudah dijadwalkan", calendar.Text, StringComparison.Ordinal);
        // and none in the week before
        Assert.Empty((await assessor.Get(Root + "?minggu=2024-07-03")).Page.QuerySelectorAll(".week .visit"));
        // planned once, offered no more
        Assert.Empty((await assessor.Get(Lebong)).Page.QuerySelectorAll("input[name^='hari-']"));
    }

    [Fact]
    public async Task A_day_outside_the_stage_is_refused_and_nothing_typed_is_lost()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        var team = await Team(assessor);
        var unit = Live.Unit().Id;
        foreach (var (field, value) in ((string, string)[])[("hari-", "2024-05-31"), ("hari-", "2024-10-16"), ("hari-", "besok"), ("jam-", "25:00")])
        {
            var refused = await assessor.Send(Lebong, Lebong + "?handler=Rencana", ("tim", team), (field + unit, value));
            Assert.Equal((value, 400), (value, refused.Status));
            Assert.NotNull(refused.Page.QuerySelector($".govuk-error-summary a[href='#{field}{unit}']"));
            Assert.Equal(value, refused.Page.QuerySelector($"[id='{field}{unit}']")!.GetAttribute("value"));
        }
        using var db = Live.Site.Database.Open();
        Assert.Empty(db.Set<VisitRow>().ToList());
    }

    [Fact]
    public async Task Clashes_are_shown_and_not_refused()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        await Plan(assessor);
        var visits = Visits();
        // onto a Saturday, and into the hour of another
        Assert.Equal(303, (await Move(assessor, visits[0], "2024-07-13", "09:00")).Status);
        Assert.Equal(303, (await Move(assessor, visits[1], visits[2].Day, visits[2].Starts)).Status);
        var text = (await assessor.Get(Root)).Text;
        Assert.Contains("akhir pekan", text, StringComparison.Ordinal);
        Assert.Contains("tim berada di dua tempat", text, StringComparison.Ordinal);
        // four on a day
        await Move(assessor, Visits().Single(v => v.Id == visits[0].Id), visits[2].Day, "16:00");
        Assert.Equal(303, (await Move(assessor, Visits().Single(v => v.Id == visits[3].Id), visits[2].Day, "18:00")).Status);
        Assert.Contains("lebih dari 3 unit sehari", (await assessor.Get(Lebong)).Text, StringComparison.Ordinal);
        // the stage moves away from under them, and a second visit of one unit
        using (var db = Live.Site.Database.Open())
        {
            db.Set<CycleStageRow>().Where(s => s.Stage == "collection").ExecuteUpdate(s => s.SetProperty(x => x.EndsOn, "2024-07-10"));
            db.Add(visits[2] with { Id = "dua", Day = "2024-07-24" });
            db.SaveChanges();
        }
        text = (await assessor.Get(Root)).Text;
        Assert.Contains("di luar tahap pengambilan data", text, StringComparison.Ordinal);
        Assert.Contains("unit dikunjungi dua kali", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_refuses_is_not_assessed_and_the_reason_is_kept()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        await Plan(assessor);
        var visit = Visits().First(v => v.AssessmentId == Live.Unit().Id);
        var page = $"{Lebong}?kunjungan={visit.Id}";
        var action = $"{Lebong}?handler=Catat&kunjungan={visit.Id}";
        Assert.NotNull((await assessor.Send(page, action, ("keadaan", "refused"), ("alasan", ""))).Page.QuerySelector(".govuk-error-summary a[href='#alasan']"));
        Assert.NotNull((await assessor.Send(page, action, ("keadaan", "done"))).Page.QuerySelector(".govuk-error-summary a[href='#keadaan']"));
        Assert.Equal(303, (await assessor.Send(page, action, ("keadaan", "refused"), ("alasan", "kepala dinas menolak"))).Status);
        Assert.Equal((AssessmentStatus.Refused, "kepala dinas menolak"), (Live.Unit().Status, Live.Unit().Reason));
        // what has ended stays so
        Assert.Equal(404, (await assessor.PostWithToken(action, page, ("keadaan", "done"))).Status);
        // another is cancelled and its unit waits again
        var other = Visits().First(v => v.State == VisitState.Planned);
        Assert.Equal(303, (await assessor.Send($"{Lebong}?kunjungan={other.Id}", $"{Lebong}?handler=Catat&kunjungan={other.Id}", ("keadaan", "cancelled"), ("alasan", "banjir"))).Status);
        Assert.Single((await assessor.Get(Lebong)).Page.QuerySelectorAll("input[name^='hari-']"));
        using var db = Live.Site.Database.Open();
        Assert.Equal("banjir", db.Set<AuditEventRow>().Single(e => e.Action == "visit.cancelled").Why);
        Assert.Single(db.Set<AuditEventRow>().Where(e => e.Action == "unit_plan.changed").ToList());
    }

    [Fact]
    public async Task A_notice_is_numbered_never_changes_and_a_new_one_takes_its_place()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        Assert.Null((await assessor.Get(Letters)).Page.QuerySelector("tbody"));
        Assert.Equal(400, (await assessor.Send(Letters, Letters + "?handler=Buat")).Status);
        await Team(assessor);
        await Plan(assessor);
        Assert.Equal(303, (await assessor.Send(Letters, Letters + "?handler=Buat")).Status);
        Assert.Equal(400, (await assessor.PostWithToken(Letters + "?handler=Buat", Letters)).Status);
        await Move(assessor, Visits()[0], "2024-07-22", "09:00");
        Assert.Contains("berubah sejak surat terakhir", (await assessor.Get(Letters)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await assessor.Send(Letters, Letters + "?handler=Buat")).Status);
        using var db = Live.Site.Database.Open();
        var notices = db.Set<VisitNoticeRow>().OrderBy(n => n.Sequence).ToList();
        Assert.Equal(["1/PB-17/2024", "2/PB-17/2024"], notices.Select(n => n.Number));
        // what was made reads as a PDF of A4, with the dates of the clock
        using var response = await assessor.Http.GetAsync($"{Letters}/{notices[1].Id}", TestContext.Current.CancellationToken);
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        using var pdf = PdfReader.Open(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), PdfDocumentOpenMode.Import);
        Assert.Equal(("Pemberitahuan kunjungan penilaian 2/PB-17/2024", new DateTime(2024, 7, 10, 3, 0, 0)), (pdf.Info.Title, pdf.Info.CreationDate.ToUniversalTime()));
        Assert.InRange(pdf.Pages[0].Height.Millimeter, 296.5, 297.5);
        Assert.ThrowsAny<System.Data.Common.DbException>(() => db.Set<VisitNoticeRow>().ExecuteUpdate(n => n.SetProperty(x => x.Number, "9")));
        Assert.ThrowsAny<System.Data.Common.DbException>(() => db.Set<VisitNoticeRow>().ExecuteDelete());
    }

    [Fact]
    public async Task The_same_notice_has_the_same_bytes_and_names_no_question_of_an_interview()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        await Plan(assessor);
        using var db = Live.Site.Database.Open();
        var agency = db.Set<PlannedAgencyRow>().Single(a => a.AgencyId == "kabupaten-lebong");
        var unit = Live.Unit();
        var instrument = Patuh.Instruments.InstrumentLibrary.Get(unit.InstrumentId).Instrument;
        var line = new VisitLine(Visits()[0], unit, agency.Name, "Tim 1");
        var body = await NoticeBody.Of(db, "Perwakilan", db.Set<AssessmentCycleRow>().Single(), agency, instrument, [line], TestContext.Current.CancellationToken);
        var (first, again) = (NoticeLetter.Write(body, "1/PB-17/2024", null, Live.Site.Clock.Now), NoticeLetter.Write(body, "1/PB-17/2024", null, Live.Site.Clock.Now));
        Assert.Equal(first, again);
        var secret = instrument.Indicators.Where(i => i.Disclosure == Scoring.Disclosure.Assessor).Select(i => i.Name.Id).ToHashSet();
        Assert.NotEmpty(secret);
        Assert.NotEmpty(body.Topics);
        Assert.DoesNotContain(body.Documents.SelectMany(d => d.Items), i => secret.Contains(i.Name));
        Assert.NotEqual(body.Hash, (body with { Agency = "lain" }).Hash);
    }

    [Fact]
    public async Task The_message_about_a_notice_is_sent_by_hand_and_its_visits_are_then_notified()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        await Plan(assessor);
        await assessor.Send(Letters, Letters + "?handler=Buat");
        Assert.Contains("belum punya narahubung", (await assessor.Get(Letters)).Text, StringComparison.Ordinal);
        Register();
        Assert.Equal(303, (await assessor.Send(Letters, Letters + "?handler=Pesan")).Status);
        var link = (await assessor.Get(Letters)).Page.QuerySelector("a[href^='https://wa.me/6281234567890']")!.GetAttribute("href")!;
        Assert.Contains("1/PB-17/2024", Uri.UnescapeDataString(link), StringComparison.Ordinal);
        Assert.Contains("mulai Kamis, 11 Juli 2024 sampai ", Uri.UnescapeDataString(link), StringComparison.Ordinal);
        Assert.All(Visits(), v => Assert.Equal(VisitState.Planned, v.State));
        Assert.Equal(303, (await assessor.Send(Letters, Letters + "?handler=Terkirim")).Status);
        Assert.All(Visits(), v => Assert.Equal(VisitState.Notified, v.State));
        Assert.Equal(404, (await assessor.PostWithToken(Letters + "?handler=Terkirim", Letters)).Status);
    }

    [Fact]
    public void A_message_about_one_day_names_it_once()
    {
        Assert.Equal("pada Kamis", NoticeTexts.Days("Kamis", "Kamis"));
        Assert.Equal("mulai Kamis sampai Jumat", NoticeTexts.Days("Kamis", "Jumat"));
    }

    [Fact]
    public async Task Who_is_not_confirmed_a_week_before_is_listed_and_later_what_is_late()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        await Plan(assessor);
        var unit = Live.Unit();
        var page = await assessor.Get(Root + "/konfirmasi");
        Assert.NotNull(page.Page.QuerySelector($"a[href='/kerja/penilaian/{unit.Id}/responden']"));
        Assert.Contains("lewat batas konfirmasi", page.Text, StringComparison.Ordinal);
        using (var db = Live.Site.Database.Open())
            db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == unit.Id).ExecuteUpdate(s => s.SetProperty(x => x.Name, "Sari").SetProperty(x => x.ConfirmedAt, "2024-07-10T00:00:00.000Z"));
        Assert.Null((await assessor.Get(Root + "/konfirmasi")).Page.QuerySelector($"a[href='/kerja/penilaian/{unit.Id}/responden']"));
        Live.Site.Clock.Now = Live.Site.Clock.Now.AddDays(30);
        using var later = await Live.Site.Visitor().As("assessor");
        Assert.NotNull((await later.Get(Root + "/konfirmasi")).Page.QuerySelector($"a[href='/kerja/penilaian/{unit.Id}']"));
    }

    [Fact]
    public async Task Confirming_and_what_is_late_are_read_page_by_page_at_the_same_cost_and_by_office()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        await Plan(assessor);
        const string Confirm = Root + "/konfirmasi";
        using var national = await Live.Site.Visitor().As("national_administrator");
        var one = Visits()[0];
        using (var db = Live.Site.Database.Open())
        {
            db.Add(one with { Id = "lewat", Day = "2024-07-01", State = VisitState.Done });
            db.SaveChanges();
        }
        await national.Get(Confirm);
        var few = await Live.Site.Queries.During(() => national.Get(Confirm));
        using (var db = Live.Site.Database.Open())
        {
            db.AddRange(Enumerable.Range(0, 60).SelectMany(i => new[] { one with { Id = $"depan{i:00}", Day = "2024-07-18" }, one with { Id = $"lewat{i:00}", Day = "2024-06-20", State = VisitState.Done } }));
            db.SaveChanges();
        }
        Answer? first = null;
        Assert.Equal(few, await Live.Site.Queries.During(async () => first = await national.Get(Confirm)));
        var tables = first!.Page.QuerySelectorAll("main tbody").Select(t => t.Children.Length).ToList();
        Assert.Equal([50, 50], tables);
        // what is overdue is on the first page, what has waited longest too
        Assert.Contains("lewat batas konfirmasi", first.Page.QuerySelector("main tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("20 Juni 2024", first.Page.QuerySelectorAll("main tbody")[1].TextContent, StringComparison.Ordinal);
        var second = await national.Get(first.Page.QuerySelectorAll("a[rel=next]")[1].GetAttribute("href")!);
        Assert.Equal([50, 11], second.Page.QuerySelectorAll("main tbody").Select(t => t.Children.Length));
        Assert.Contains("1 Juli 2024", second.Page.QuerySelectorAll("main tbody")[1].TextContent, StringComparison.Ordinal);
        // one office, or another that has none; an office has nothing to choose
        Assert.Equal("perwakilan-bengkulu", (await national.Get(Confirm + "?kantor=perwakilan-bengkulu")).Page.QuerySelector("#kantor option[selected]")!.GetAttribute("value"));
        Assert.Empty((await national.Get(Confirm + "?kantor=perwakilan-papua")).Page.QuerySelectorAll("main tbody"));
        Assert.Null((await assessor.Get(Confirm)).Page.QuerySelector("#kantor"));
    }

    [Fact]
    public async Task An_agency_sees_its_own_visits_and_notices_and_nobody_elses()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        await Plan(assessor);
        await assessor.Send(Letters, Letters + "?handler=Buat");
        using var coordinator = await Live.Site.Visitor().As("agency_coordinator");
        Assert.Contains("Dinas Kesehatan", (await coordinator.Get(Root)).Text, StringComparison.Ordinal);
        var notice = (await coordinator.Get(Letters)).Page.QuerySelector("tbody a")!.GetAttribute("href")!;
        using (var response = await coordinator.Http.GetAsync(notice, TestContext.Current.CancellationToken))
            Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        Assert.Null((await coordinator.Get(Lebong)).Page.QuerySelector("main form[method=post]"));
        Assert.Equal(404, (await coordinator.Get(Root + "/instansi/kabupaten-asmat")).Status);
        Assert.Equal(404, (await assessor.Get(notice.Replace("kabupaten-lebong", "kabupaten-asmat", StringComparison.Ordinal))).Status);
        // somebody of another unit sees no visit of this one, and not the agency's letter
        using var officer = await Live.Site.Visitor().As("unit_officer");
        Assert.NotEqual(200, (await officer.Get(notice)).Status);
        // the nation sees each office in a line
        using var national = await Live.Site.Visitor().As("national_administrator");
        Assert.NotNull((await national.Get(Root)).Page.QuerySelector("a[href$='kantor=perwakilan-bengkulu']"));
        Assert.Contains("Dinas Kesehatan", (await national.Get(Root + "?kantor=perwakilan-bengkulu")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_costs_as_many_queries_for_many_visits_as_for_few()
    {
        using var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        await Plan(assessor);
        var few = await Live.Site.Queries.During(() => assessor.Get(Root));
        using (var db = Live.Site.Database.Open())
        {
            db.AddRange(Enumerable.Range(0, 60).Select(i => Visits()[0] with { Id = $"v{i}" }));
            db.SaveChanges();
        }
        Assert.Equal(few, await Live.Site.Queries.During(() => assessor.Get(Root)));
    }
}
