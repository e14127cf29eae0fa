using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Invite;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Roles;
using Patuh.Agencies;
using Patuh.Platform.Audit;
using Patuh.Platform.Keys;
using Patuh.Platform.Web;
using Patuh.Tests.Support;

namespace Patuh.Tests.Accounts;

public sealed class SqliteBackupTests : BackupTests<SqliteDatabase>;

public sealed class PostgresBackupTests : BackupTests<PostgresDatabase>;

/// <summary>Backups by the command line: made while people work, proven, and restored to either kind of database.</summary>
public abstract class BackupTests<T> : BackupRunner<T> where T : TestDatabase, new()
{
    private const string Password = "kopi tubruk sore hari";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_made_while_people_work_proves_itself_and_goes_on_where_it_stood_but_for_sessions(bool toPostgres)
    {
        using var key = new SoftKey("127.0.0.1", Site.Address);
        using var admin = await Site.Member("admin@contoh.go.id", "national_administrator", "ombudsman");
        await AddPasskey(admin, key);
        using var done = new CancellationTokenSource();
        var work = Task.Run(() => Write(done.Token), TestContext.Current.CancellationToken);
        var made = Backup(Folder["a.pgp"]);
        await done.CancelAsync();
        Assert.True(await work > 0);
        Assert.True(made.Status == 0, made.Errors);
        Assert.Matches(@"\d+ rows of \d+ tables, 3 files", made.Output);

        var check = Restore(null, Folder["a.pgp"], "--check");
        Assert.True(check.Status == 0, check.Errors + check.Output);
        Assert.EndsWith("the backup is whole\n", check.Output);

        using TestDatabase empty = toPostgres ? new PostgresDatabase() : new SqliteDatabase();
        var restored = Restore(empty.Text, Folder["a.pgp"]);
        Assert.True(restored.Status == 0, restored.Errors + restored.Output);
        Assert.Equal(Counts(Site.Database), Counts(empty));
        var proof = TheProgram.TryWith("", empty.Text, ["audit", "verify", "--seals", Folder["seals"]], Environment());
        Assert.True(proof.Status == 0, proof.Errors + proof.Output);

        await using var again = WebServer.Build(new ServerSetup(empty.Configuration, "http://127.0.0.1:0", SiteParts.All) { Keys = new KeyFolder(Folder["keys"]), Seals = new SealFiles(Folder["seals"]), Mail = null });
        await again.StartAsync(TestContext.Current.CancellationToken);
        using var visitor = new Visitor(again.Urls.Single());
        foreach (System.Net.Cookie cookie in admin.Cookies.GetAllCookies())
            visitor.Cookies.Add(new Uri(again.Urls.Single()), new System.Net.Cookie(cookie.Name, cookie.Value, cookie.Path));
        // the cookie from before opens nothing; password and passkey do, and the rights are there
        Assert.Equal((302, "/kerja/masuk?ke=%2Fkerja"), ((await visitor.Get("/kerja")).Status, (await visitor.Get("/kerja")).Location));
        Assert.Equal(303, (await visitor.Send("/kerja/masuk", null, ("surel", "admin@contoh.go.id"), ("sandi", Password))).Status);
        using var other = new Visitor(again.Urls.Single());
        key.Origin = again.Urls.Single();
        var asked = JsonDocument.Parse((await other.PostWithToken("/kerja/masuk/kunci-sandi?handler=Tanya", "/kerja/masuk/kunci-sandi")).Html).RootElement;
        var entered = await other.PostWithToken("/kerja/masuk/kunci-sandi", "/kerja/masuk/kunci-sandi", ("tiket", asked.GetProperty("ticket").GetString()!), ("jawaban", key.Get(asked.GetProperty("options"))));
        Assert.True(entered.Status == 303, entered.Text);
        Assert.Equal(200, (await other.Get("/kerja/organisasi/ombudsman/undang")).Status);
        await again.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_trail_that_was_bent_before_the_backup_is_told_by_the_check()
    {
        using (var db = Site.Database.Open())
        {
            db.Audit(TimeProvider.System, By.CommandLine, "person.renamed", new Subject("person", "x"), why: "salah ketik");
            db.SaveChanges();
            using var signing = Site.Database.Keys.Signing();
            while (new AuditSealer(signing, TimeProvider.System).Seal(db) is not null)
                continue;
            db.Database.ExecuteSqlRaw(db.Database.IsNpgsql() ? "alter table audit_event disable trigger all" : "drop trigger audit_event_unchanged");
            db.Database.ExecuteSqlRaw("update audit_event set why = 'lain' where why = 'salah ketik'");
        }
        Assert.Equal(0, Backup(Folder["a.pgp"]).Status);
        var check = Restore(null, Folder["a.pgp"], "--check");
        Assert.Equal(1, check.Status);
        Assert.Contains("altered: row", check.Output, StringComparison.Ordinal);
        Assert.EndsWith("its audit trail is NOT whole\n", check.Output);
    }

    [Fact]
    public void What_is_there_is_never_written_over_and_a_passphrase_is_asked_for()
    {
        Assert.Equal(0, Backup(Folder["a.pgp"]).Status);
        Refused(Backup(Folder["a.pgp"]), "exists already; a backup never overwrites another");
        Refused(TheProgram.TryWith("", Site.Database.Text, ["backup", Folder["c.pgp"]], [.. Environment(), ("PATUH_BACKUP_PASSPHRASE", "")]), "a backup is encrypted");
        Refused(TheProgram.TryWith("", Site.Database.Text, ["backup", Folder["c.pgp"]], [.. Environment(), ("PATUH_BACKUP_PASSPHRASE", "pendek")]), "the passphrase is short");
        Refused(TheProgram.TryWith("", Site.Database.Text, ["backup", Folder["c.pgp"], "--passphrase-file", Folder["tidak-ada"]], Environment()), "cannot be read");
        Refused(TheProgram.TryWith("", Site.Database.Text, ["backup", Folder["tidak/ada/c.pgp"]], Environment()), "cannot be written");
        Assert.False(File.Exists(Folder["c.pgp"]));
        // the database in use, and keys in use
        Refused(Restore(Site.Database.Text, Folder["a.pgp"]), Site.Database is SqliteDatabase ? "exists already" : "is not empty");
        Directory.CreateDirectory(Folder["keys"]);
        File.WriteAllText(Folder["keys/protection.pem"], "kunci");
        using var target = new SqliteDatabase();
        Refused(Restore(target.Text, Folder["a.pgp"]), "there are keys in");
        Assert.Equal("kunci", File.ReadAllText(Folder["keys/protection.pem"]));
        Refused(Restore(target.Text, Folder["tidak-ada.pgp"]), "there is no file");
    }

    /// <summary>Adds units, each with its event, until it is told to stop.</summary>
    private int Write(CancellationToken until)
    {
        var n = 0;
        for (; !until.IsCancellationRequested; n++)
        {
            using var db = Site.Database.Open();
            db.Add(new OrganisationRow { Id = $"unit-{n}", Kind = "unit", Name = $"Puskesmas {n}", ParentId = "ombudsman" });
            db.Audit(TimeProvider.System, By.CommandLine, "service_unit.added", new Subject("organisation", $"unit-{n}"), personal: new { name = "Siti" });
            db.SaveChanges();
        }
        return n;
    }

    private static List<int> Counts(TestDatabase database)
    {
        using var db = database.Open();
        return [db.Set<PersonRow>().Count(), db.Set<RoleGrantRow>().Count(), db.Set<InvitationRow>().Count(), db.Set<PersonPasskeyRow>().Count(), db.Set<AgencyRegionRow>().Count()];
    }

    private static async Task AddPasskey(Visitor admin, SoftKey key)
    {
        var asked = await admin.PostWithToken("/kerja/akun/kunci-sandi?handler=Tanya", "/kerja/akun/kunci-sandi", ("nama", "laptop"), ("sandi", Password));
        var question = JsonDocument.Parse(asked.Html).RootElement;
        var added = await admin.PostWithToken("/kerja/akun/kunci-sandi", "/kerja/akun/kunci-sandi", ("nama", "laptop"), ("tiket", question.GetProperty("ticket").GetString()!), ("jawaban", key.Create(question.GetProperty("options"))));
        Assert.True(added.Status == 303, added.Text);
    }
}
