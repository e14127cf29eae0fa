using Microsoft.EntityFrameworkCore;
using Patuh.Agencies.FocalPoints;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Visits;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

/// <summary>An open cycle with what tests of visits have in common: a team, a plan as the page proposes it, a focal point.</summary>
public abstract class VisitSite<T> : IDisposable where T : TestDatabase, new()
{
    private protected const string Root = "/kerja/siklus/2024/kunjungan", Teams = Root + "/tim?kantor=perwakilan-bengkulu", Lebong = Root + "/instansi/kabupaten-lebong", Letters = Lebong + "/surat", FocalPoint = "/kerja/organisasi/kabupaten-lebong/narahubung";

    private protected LiveCycle<T> Live { get; } = new();

    public void Dispose()
    {
        Live.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string Person(string code)
    {
        using var db = Live.Site.Database.Open();
        return db.Set<Patuh.Accounts.People.PersonRow>().Single(p => p.Email == code + "@demo.invalid").Id;
    }

    private protected async Task<string> Team(Visitor visitor)
    {
        // whoever is to be planned for is named first
        using (var before = Live.Site.Database.Open())
            before.Set<AssessmentRow>().Where(a => a.AgencyId == "kabupaten-lebong").ExecuteUpdate(a => a.SetProperty(x => x.Chosen, true));
        var person = Person("assessor");
        var answer = await visitor.Send(Teams, Teams, ("nama", "Tim 1"), ("anggota", person), ("ketua", person));
        Assert.True(answer.Status == 303, answer.Text);
        using var db = Live.Site.Database.Open();
        return db.Set<VisitTeamRow>().Single().Id;
    }

    /// <summary>As the page proposes.</summary>
    private protected Task<Answer> Plan(Visitor visitor)
    {
        using var db = Live.Site.Database.Open();
        return visitor.Send(Lebong, Lebong + "?handler=Rencana", ("tim", db.Set<VisitTeamRow>().Single().Id));
    }

    private protected Task<Answer> Move(Visitor visitor, VisitRow visit, string day, string starts) =>
        visitor.Send($"{Lebong}?kunjungan={visit.Id}", $"{Lebong}?handler=Pindah&kunjungan={visit.Id}", ("hari", day), ("jam", starts), ("tim", visit.TeamId));

    private protected List<VisitRow> Visits()
    {
        using var db = Live.Site.Database.Open();
        return [.. db.Set<VisitRow>().OrderBy(v => v.Day).ThenBy(v => v.Starts).ThenBy(v => v.Id)];
    }

    private protected void Register(string? deputy = null, string? deputyPhone = null)
    {
        using var db = Live.Site.Database.Open();
        db.Add(new FocalPointRow { Id = "n1", AgencyId = "kabupaten-lebong", Name = "Dewi", Position = "Kabag Organisasi", Phone = "+6281234567890", DeputyName = deputy, DeputyPhone = deputyPhone, DecreeNumber = "1", DecreeDate = "2024-01-02", ValidFrom = "2024-01-02", AddedAt = "2024-01-02T00:00:00.000Z" });
        db.SaveChanges();
    }
}
