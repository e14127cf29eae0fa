using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Agencies;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Visits;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteDistrictVisitTests : DistrictVisitTests<SqliteDatabase>;

public sealed class PostgresDistrictVisitTests : DistrictVisitTests<PostgresDatabase>;

/// <summary>All agencies of one district: planned together, and out of reach together.</summary>
public abstract class DistrictVisitTests<T> : VisitSite<T> where T : TestDatabase, new()
{
    private const string List = Root + "/daerah?kantor=perwakilan-bengkulu", District = List + "&daerah=17.07";

    [Fact]
    public async Task The_agencies_of_a_district_are_planned_for_one_team_on_days_that_the_page_proposes()
    {
        using var assessor = await Prepared();
        Assert.Contains(District, (await assessor.Get(Root)).Page.QuerySelector("main a[href*='/daerah']")!.GetAttribute("href") + "&daerah=17.07", StringComparison.Ordinal);
        var row = (await assessor.Get(List)).Page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Kabupaten Lebong", StringComparison.Ordinal));
        Assert.Equal("3", row.QuerySelectorAll("td")[0].TextContent);
        Assert.Contains("Kabupaten Kaur", (await assessor.Get(List)).Text, StringComparison.Ordinal);
        var page = await assessor.Get(District);
        var days = page.Page.QuerySelectorAll("input[name^='hari-']").Select(i => i.GetAttribute("value")!).ToList();
        Assert.Equal(Chosen().Count, days.Count);
        // three a day on working days, agency by agency
        Assert.All(days.GroupBy(d => d), d => Assert.InRange(d.Count(), 1, 3));
        Assert.All(days, d => Assert.False(Clashes.IsWeekend(d)));
        Assert.Equal(["Kabupaten Lebong", "Kantor Pertanahan Lebong", "Polres Lebong"], page.Page.QuerySelectorAll(".plan th small").Select(s => s.TextContent).Distinct());
        Assert.DoesNotContain("Kabupaten Kaur", page.Page.QuerySelector(".plan")!.TextContent, StringComparison.Ordinal);
        // proposed, not saved
        Assert.Empty(Visits());
        var saved = await assessor.Send(District, District + "&handler=Rencana", ("tim", TeamId()), ("hari-polres", ""));
        Assert.Equal(303, saved.Status);
        Assert.Contains("minggu=2024-07-11", saved.Location!, StringComparison.Ordinal);
        Assert.Equal(Chosen().Count - 1, Visits().Count);
        Assert.DoesNotContain("Bentrok", (await assessor.Get(Root)).Text, StringComparison.Ordinal);
        // what was left out is proposed where the team is free
        Assert.Equal(["hari-polres"], (await assessor.Get(District)).Page.QuerySelectorAll("input[name^='hari-']").Select(i => i.GetAttribute("name")));
        using var db = Live.Site.Database.Open();
        Assert.Equal(Visits().Count, db.Set<AuditEventRow>().Count(e => e.Action == "visit.planned"));
    }

    [Fact]
    public async Task Nothing_typed_is_lost_and_one_mistake_saves_nothing()
    {
        using var assessor = await Prepared();
        var refused = await assessor.Send(District, District + "&handler=Rencana", ("tim", TeamId()), ("hari-polres", "2024-05-31"), ("jam-tanah", "10:30"));
        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Page.QuerySelector(".govuk-error-summary a[href='#hari-polres']"));
        Assert.Equal(("2024-05-31", "10:30"), (refused.Page.QuerySelector("#hari-polres")!.GetAttribute("value"), refused.Page.QuerySelector("#jam-tanah")!.GetAttribute("value")));
        Assert.Empty(Visits());
        // somebody else plans one of them meanwhile
        var opened = await assessor.Get(District);
        await Plan(assessor);
        var late = await assessor.Send(opened, District, District + "&handler=Rencana", ("tim", TeamId()), ("jam-tanah", "10:30"));
        Assert.Contains("sementara itu sudah dijadwalkan", late.Text, StringComparison.Ordinal);
        Assert.Equal("10:30", late.Page.QuerySelector("#jam-tanah")!.GetAttribute("value"));
        Assert.DoesNotContain(Visits(), v => v.AssessmentId == "tanah");
        Assert.Equal(303, (await assessor.Send(late, District, District + "&handler=Rencana", ("tim", TeamId()))).Status);
        Assert.Contains(Visits(), v => v.AssessmentId == "tanah" && v.Starts == "10:30");
    }

    [Fact]
    public async Task Who_does_not_plan_for_the_office_does_not_find_its_districts()
    {
        using var assessor = await Prepared();
        foreach (var address in (string[])[Root + "/daerah?kantor=perwakilan-papua", District.Replace("17.07", "93.04", StringComparison.Ordinal), District.Replace("17.07", "99.99", StringComparison.Ordinal)])
            Assert.Equal((address, 404), (address, (await assessor.Get(address)).Status));
        using var coordinator = await Live.Site.Visitor().As("agency_coordinator");
        Assert.Equal(403, (await coordinator.Get(District)).Status);
        using var national = await Live.Site.Visitor().As("national_administrator");
        Assert.Equal(200, (await national.Get(District)).Status);
        using (var db = Live.Site.Database.Open())
            db.Set<AssessmentCycleRow>().ExecuteUpdate(c => c.SetProperty(x => x.State, CycleState.Closed));
        Assert.Null((await assessor.Get(District)).Page.QuerySelector("main form[method=post]"));
        Assert.Equal(404, (await assessor.PostWithToken(District + "&handler=Tutup", District, ("alasan", "banjir"))).Status);
    }

    [Fact]
    public async Task A_district_costs_as_many_queries_for_many_units_as_for_few()
    {
        using var assessor = await Prepared();
        var (few, listed) = (await Live.Site.Queries.During(() => assessor.Get(District)), await Live.Site.Queries.During(() => assessor.Get(List)));
        var refused = await Live.Site.Queries.During(() => assessor.PostWithToken(District + "&handler=Rencana", District));
        using (var db = Live.Site.Database.Open())
        {
            db.AddRange(Enumerable.Range(0, 60).Select(i => Live.Unit() with { Id = $"u{i}", Name = $"Unit {i}" }));
            db.SaveChanges();
        }
        Assert.Equal(few, await Live.Site.Queries.During(() => assessor.Get(District)));
        Assert.Equal(listed, await Live.Site.Queries.During(() => assessor.Get(List)));
        Assert.Equal(refused, await Live.Site.Queries.During(() => assessor.PostWithToken(District + "&handler=Rencana", District)));
    }

    [Fact]
    public async Task A_district_out_of_reach_is_recorded_at_once_and_put_back_as_it_was()
    {
        using var assessor = await Prepared();
        await Plan(assessor);
        var (visits, units) = (Visits(), Chosen());
        using (var db = Live.Site.Database.Open())
        {
            // one was visited, one has told that it expects the team, one refused
            db.Set<VisitRow>().Where(v => v.Id == visits[0].Id).ExecuteUpdate(v => v.SetProperty(x => x.State, VisitState.Done));
            db.Set<VisitRow>().Where(v => v.Id == visits[1].Id).ExecuteUpdate(v => v.SetProperty(x => x.State, VisitState.Confirmed));
            db.Set<AssessmentRow>().Where(a => a.Id == "tanah").ExecuteUpdate(a => a.SetProperty(x => x.Status, AssessmentStatus.Refused).SetProperty(x => x.Reason, "menolak"));
        }
        var (ask, close) = (District + "&tanya=tutup", District + "&handler=Tutup");
        var asked = await assessor.Get(ask);
        Assert.Contains($"{units.Count - 2} unit tidak dinilai", asked.Text, StringComparison.Ordinal);
        Assert.Contains($"Kabupaten Lebong: {visits.Count - 1} unit, {visits.Count - 1} dengan kunjungan", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Polres Lebong: 1 unit, 0 dengan kunjungan", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pertanahan", asked.Text, StringComparison.Ordinal);
        Assert.NotNull((await assessor.Send(ask, close, ("alasan", ""))).Page.QuerySelector(".govuk-error-summary a[href='#alasan']"));
        Assert.Equal(303, (await assessor.Send(ask, close, ("alasan", "jalan putus"))).Status);
        Assert.Equal(visits.Count - 1, Visits().Count(v => v is { State: VisitState.Unreachable, Reason: "jalan putus" }));
        Assert.Equal(units.Count - 2, Chosen().Count(u => u is { Status: AssessmentStatus.Unreachable, Reason: "jalan putus" }));
        using (var db = Live.Site.Database.Open())
            Assert.Equal((visits.Count - 1, units.Count - 2), (db.Set<AuditEventRow>().Count(e => e.Action == "visit.recorded" && e.Why == "jalan putus"), db.Set<AuditEventRow>().Count(e => e.Action == "unit_plan.changed" && e.Why == "jalan putus")));
        // each as if recorded by itself: one is put right alone
        Assert.Equal(303, (await assessor.Send($"{Lebong}?kunjungan={visits[2].Id}", $"{Lebong}?handler=Betulkan&kunjungan={visits[2].Id}", ("alasan", "sempat dicapai"))).Status);
        Assert.Equal(400, (await assessor.PostWithToken(District + "&handler=Tutup", District, ("alasan", ""))).Status);
        // and the others together
        var back = await assessor.Get(District + "&tanya=buka");
        Assert.Contains($"jalan putus: {units.Count - 3} unit", back.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await assessor.Send(District + "&tanya=buka", District + "&handler=Buka", ("alasan", "jalan dibuka"), ("sebab", back.Page.QuerySelector("#sebab input")!.GetAttribute("value")!))).Status);
        Assert.Equal([VisitState.Done, VisitState.Confirmed, .. Enumerable.Repeat(VisitState.Planned, visits.Count - 2)], Visits().Select(v => v.State));
        Assert.All(Chosen().Where(u => u.Id != "tanah"), u => Assert.Equal((AssessmentStatus.Assessed, null), (u.Status, u.Reason)));
        Assert.Equal(AssessmentStatus.Refused, Chosen().Single(u => u.Id == "tanah").Status);
        Assert.Contains("Tidak ada unit yang tercatat", (await assessor.Get(District + "&tanya=buka")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_put_back_is_chosen_by_its_reason()
    {
        using var assessor = await Prepared();
        using (var db = Live.Site.Database.Open())
            foreach (var (unit, why) in ((string, string)[])[("tanah", "banjir"), ("polres", "longsor")])
                db.Set<AssessmentRow>().Where(a => a.Id == unit).ExecuteUpdate(a => a.SetProperty(x => x.Status, AssessmentStatus.Unreachable).SetProperty(x => x.Reason, why));
        var (ask, open) = (District + "&tanya=buka", District + "&handler=Buka");
        var refused = await assessor.Send(ask, open, ("alasan", "surut"));
        Assert.NotNull(refused.Page.QuerySelector(".govuk-error-summary a[href='#sebab']"));
        Assert.Equal("surut", refused.Page.QuerySelector("#alasan")!.GetAttribute("value"));
        Assert.Equal(303, (await assessor.Send(ask, open, ("alasan", "surut"), ("sebab", "tanah"))).Status);
        Assert.Equal((AssessmentStatus.Assessed, AssessmentStatus.Unreachable), (Chosen().Single(u => u.Id == "tanah").Status, Chosen().Single(u => u.Id == "polres").Status));
    }

    /// <summary>A police resort and a land office beside the regency, and another regency of the same office.</summary>
    private async Task<Visitor> Prepared()
    {
        using (var db = Live.Site.Database.Open())
        {
            foreach (var (id, code, kind, name, region) in ((string, string, string, string, string)[])[("polres-lebong", "polres", "police_resort", "Polres Lebong", "17.07"), ("tanah-lebong", "tanah", "land_office", "Kantor Pertanahan Lebong", "17.07"), ("kabupaten-kaur", "kaur", "regency", "Kabupaten Kaur", "17.04")])
            {
                db.Add(new AgencyRow { Id = id, Class = kind, Name = name });
                db.Add(new OrganisationRow { Id = id, Kind = OrganisationKind.Agency, Name = name, Province = "17" });
                db.Add(new PlannedAgencyRow { CycleId = LiveCycle<T>.Id, AgencyId = id, Class = kind, Name = name, Region = region, Province = "17", OfficeId = "perwakilan-bengkulu", Status = AssessmentStatus.Assessed });
                db.SaveChanges();
                db.Add(Live.Unit() with { Id = code, AgencyId = id, Name = "Layanan " + name, OrganisationId = null });
                db.SaveChanges();
            }
        }
        var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        return assessor;
    }

    private string TeamId()
    {
        using var db = Live.Site.Database.Open();
        return db.Set<VisitTeamRow>().Single().Id;
    }

    private List<AssessmentRow> Chosen()
    {
        using var db = Live.Site.Database.Open();
        return [.. db.Set<AssessmentRow>().Where(a => a.Level == AssessmentLevel.Unit && a.Chosen && (a.AgencyId == "kabupaten-lebong" || a.AgencyId == "polres-lebong" || a.AgencyId == "tanah-lebong"))];
    }
}
