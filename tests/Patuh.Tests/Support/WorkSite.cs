using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Roles;
using Patuh.Agencies;
using Patuh.Platform.Audit;
using Patuh.Platform.Files;
using Patuh.Platform.Mail;
using Patuh.Platform.Web;
using Patuh.TestSupport;

namespace Patuh.Tests.Support;

/// <summary>The program on a database with an agency here and one far away, unless the test brings a database, and a clock of the test's own.</summary>
public sealed class WorkSite<T> : IDisposable where T : TestDatabase, new()
{
    // real hashing takes a quarter of a second, which is its purpose: one test looks at it, the others need not wait
    private static readonly SitePart QuickHashing = new(s => s.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000), _ => { });

    private readonly WebApplication app;

    public WorkSite() : this(demo: false)
    {
    }

    internal WorkSite(bool demo, T? database = null, MailSettings? mail = null, string? sealMail = null, Func<FileSettings, FileSettings>? files = null)
    {
        Database = database ?? new T();
        if (database is null)
            Database.BeginWith("work", Fill);
        app = WebServer.Build(Database.Setup([.. Parts(demo), QuickHashing]) with { Time = Clock, Mail = mail, SealMail = SealMail.Of(sealMail), Files = files?.Invoke(Database.Files) ?? Database.Files, Database = Database.Configuration with { Interceptors = [Queries] } });
        app.Start();
        Address = app.Urls.Single();
    }

    /// <summary>An agency here and one far away.</summary>
    internal static void Fill(TestDatabase database)
    {
        using var db = database.Open();
        foreach (var (id, name, code) in ((string, string, string)[])[("kabupaten-lebong", "Kabupaten Lebong", "17.07"), ("kabupaten-asmat", "Kabupaten Asmat", "93.04")])
        {
            db.Add(new AgencyRow { Id = id, Class = "regency", Name = name });
            db.Add(new AgencyRegionRow { AgencyId = id, Code = code, ValidFrom = AgencyRegister.Always });
        }
        db.SaveChanges();
    }

    internal static SitePart[] Parts(bool demo) => demo ? [.. SiteParts.All, Patuh.Accounts.Demo.DemoDoor.Part] : [.. SiteParts.All];

    public T Database { get; }

    internal QueryCounter Queries { get; } = new();

    internal TestClock Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    public string Address { get; }

    public IServiceProvider Services => app.Services;

    public Visitor Visitor() => new(Address);

    /// <summary>Path of an invitation, as the command line or a page makes it.</summary>
    internal string Invite(string email, string role, string organisation, string name = "Siti Rahma", DateOnly? from = null, DateOnly? to = null)
    {
        using var db = Database.Open();
        var path = Patuh.Accounts.Invite.Invitations.Add(db, Clock, Platform.Audit.By.CommandLine, email, name, RoleCatalog.Current.Role(role)!, db.Find<OrganisationRow>(organisation)!, from ?? new DateOnly(Clock.Now.Year, 1, 1), to);
        db.SaveChanges();
        return path;
    }

    /// <summary>Somebody who has accepted an invitation and is signed in.</summary>
    internal async Task<Visitor> Member(string email, string role, string organisation, string password = "kopi tubruk sore hari")
    {
        var visitor = Visitor();
        var answer = await visitor.Send(Invite(email, role, organisation), null, ("sandi", password));
        Assert.True(answer.Status == 303, answer.Text);
        return visitor;
    }

    /// <summary>The same, as if with a second factor.</summary>
    internal async Task<Visitor> Strong(string email, string role, string organisation)
    {
        var visitor = await Member(email, role, organisation);
        using var db = Database.Open();
        await db.Set<Patuh.Accounts.Sessions.SessionRow>().ExecuteUpdateAsync(s => s.SetProperty(x => x.Strong, true));
        return visitor;
    }

    public void Dispose()
    {
        // what works in the background has ended before its files go
        app.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token).GetAwaiter().GetResult();
        ((IDisposable)app).Dispose();
        Database.Dispose();
    }
}
