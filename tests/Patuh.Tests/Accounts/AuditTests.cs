using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;
using Patuh.TestSupport;

namespace Patuh.Tests.Accounts;

public sealed class SqliteAuditTests : AuditTests<SqliteDatabase>;

public sealed class PostgresAuditTests : AuditTests<PostgresDatabase>;

/// <summary>The trail is proven, and whatever its owner does to it is named.</summary>
public abstract class AuditTests<T> : IDisposable where T : TestDatabase, new()
{
    private readonly T database = new();
    private readonly TestClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private readonly System.Security.Cryptography.ECDsa key;

    protected AuditTests() => key = database.Keys.Signing();

    public void Dispose()
    {
        key.Dispose();
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_trail_that_nobody_touched_is_whole()
    {
        Fill(seals: 3, rows: 5);
        var verdict = Verify();
        Assert.Empty(verdict.Findings);
        Assert.Equal((3, 15L, 0L), (verdict.Seals, verdict.Sealed, verdict.Unsealed));
    }

    [Fact]
    public void The_database_refuses_to_change_or_remove_what_is_in_the_trail()
    {
        Fill(seals: 1, rows: 2);
        using var db = database.Open();
        foreach (var sql in (string[])["update audit_event set why = 'x'", "update audit_event set seal = null", "delete from audit_event", "update audit_seal set root = ''", "delete from audit_seal"])
            Assert.Contains("not changed", Assert.ThrowsAny<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRaw(sql)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_owner_of_the_database_changes_a_row_and_it_is_named()
    {
        Fill(seals: 3, rows: 5);
        var id = Ids()[7];
        Owner($"update audit_event set after_json = '{{\"score\":99}}' where id = '{id}'");
        var finding = Assert.Single(Verify().Findings);
        Assert.Equal(("altered", 2, id), (finding.Kind, finding.Seal, finding.EventId));
    }

    [Fact]
    public void A_null_that_becomes_an_empty_text_is_a_change()
    {
        Fill(seals: 1, rows: 1);
        Owner("update audit_event set before_json = ''");
        Assert.Equal("altered", Assert.Single(Verify().Findings).Kind);
    }

    [Fact]
    public void A_row_that_was_removed_is_named()
    {
        Fill(seals: 3, rows: 5);
        var id = Ids()[0];
        Owner($"delete from audit_event where id = '{id}'");
        var finding = Assert.Single(Verify().Findings);
        Assert.Equal(("removed", 1, id), (finding.Kind, finding.Seal, finding.EventId));
    }

    [Fact]
    public void A_row_that_was_put_between_others_is_named()
    {
        Fill(seals: 2, rows: 3);
        Owner("insert into audit_event (id, at, action, subject_kind, subject_id, seal) values ('019ab000-0000-7000-8000-000000000001', '2026-11-25T03:00:00.500Z', 'role.granted', 'person', 'x', 1)");
        var finding = Assert.Single(Verify().Findings);
        Assert.Equal(("inserted", 1, "019ab000-0000-7000-8000-000000000001"), (finding.Kind, finding.Seal, finding.EventId));
    }

    [Fact]
    public void A_whole_seal_that_was_removed_with_its_rows_is_missed()
    {
        Fill(seals: 3, rows: 2);
        Owner("delete from audit_event where seal = 2", "delete from audit_seal where number = 2");
        var findings = Verify().Findings;
        Assert.Contains(findings, f => f is { Kind: "removed", Seal: 2 });
        Assert.Contains(findings, f => f is { Kind: "forged", Seal: 3 });
    }

    [Fact]
    public void The_last_seals_removed_are_missed_by_those_that_left()
    {
        Fill(seals: 3, rows: 2);
        var ids = Ids();
        Owner("delete from audit_event where seal = 3", "delete from audit_seal where number = 3");
        Assert.Empty(Verify().Findings);
        var verdict = Verify(withLeft: true);
        Assert.Equal(["removed", "removed", "removed"], verdict.Findings.Select(f => f.Kind));
        Assert.Equal(ids[4..].Order(), verdict.Findings.Select(f => f.EventId).OfType<string>().Order());
    }

    [Fact]
    public void Who_forges_a_row_its_leaves_and_its_seal_is_caught_by_the_signature()
    {
        Fill(seals: 2, rows: 2);
        using (var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256))
            Forge(other, keepKeyId: true);
        Assert.Contains(Verify().Findings, f => f is { Kind: "forged", Seal: 2 } && f.Sentence.Contains("signature", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_holds_database_and_key_is_caught_by_the_seals_that_left_and_the_row_is_named()
    {
        Fill(seals: 2, rows: 2);
        var id = Forge(key, keepKeyId: true);
        Assert.Empty(Verify().Findings);
        var verdict = Verify(withLeft: true);
        Assert.Contains(verdict.Findings, f => f is { Kind: "forged", Seal: 2 });
        Assert.Contains(verdict.Findings, f => f.Kind == "altered" && f.EventId == id);
        Assert.Equal(2, verdict.LastLeft!.Number);
    }

    [Fact]
    public void Rows_that_are_committed_late_are_in_a_later_seal()
    {
        using var early = database.Open();
        using var late = database.Open();
        // made first, saved last: its id is smaller than those that are sealed already
        late.Audit(clock, By.CommandLine, "person.added", new Subject("person", "late"));
        clock.Now += TimeSpan.FromSeconds(1);
        early.Audit(clock, By.CommandLine, "person.added", new Subject("person", "early"));
        early.SaveChanges();
        Assert.Equal(1, Seal()!.Count);
        late.SaveChanges();
        Assert.Equal(2, Seal()!.Number);
        Assert.Null(Seal());
        Assert.Empty(Verify().Findings);
    }

    [Fact]
    public void Personal_parts_are_erased_without_breaking_the_proof_and_not_behind_its_back()
    {
        using (var db = database.Open())
        {
            foreach (var name in (string[])["Siti", "Budi"])
                db.Audit(clock, By.CommandLine, "person.added", new Subject("person", name), personal: new { name });
            db.SaveChanges();
        }
        Seal();
        var ids = Ids();
        using (var db = database.Open())
            Assert.True(AuditErasure.Erase(db, clock, By.CommandLine, ids[0], "diminta orangnya"));
        Seal();
        var verdict = Verify();
        Assert.Empty(verdict.Findings);
        Assert.Equal(1, verdict.Erased);
        Owner("update audit_personal set json = '{\"name\":\"Joko\"}'");
        Assert.Equal("personal", Assert.Single(Verify().Findings).Kind);
        Owner("delete from audit_personal");
        Assert.Contains("nothing says that it was erased", Assert.Single(Verify().Findings).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_says_whole_or_names_the_first_that_is_not()
    {
        Fill(seals: 2, rows: 2);
        var whole = Run("audit", "verify", "--seals", database.SealsPath);
        Assert.True(whole.Status == 0, whole.Errors + whole.Output);
        Assert.Contains("the audit trail is whole", whole.Output, StringComparison.Ordinal);
        Assert.Contains("up to seal 2 of", whole.Output, StringComparison.Ordinal);
        var id = Ids()[1];
        Owner($"update audit_event set why = 'lain' where id = '{id}'");
        var broken = Run("audit", "verify");
        Assert.Equal(1, broken.Status);
        Assert.Contains($"NOT whole; first: row {id} was altered", broken.Output, StringComparison.Ordinal);
        Assert.Contains("proven by the signature alone", broken.Output, StringComparison.Ordinal);
    }

    private Run Run(params string[] arguments) => TheProgram.TryWith("", database.Text, arguments, [("PATUH_KEYS", TestDatabase.KeysPath)]);

    private void Fill(int seals, int rows)
    {
        for (var s = 0; s < seals; s++)
        {
            using var db = database.Open();
            for (var r = 0; r < rows; r++)
            {
                clock.Now += TimeSpan.FromMilliseconds(20);
                db.Audit(clock, new By("p1", "assessor", "perwakilan-bengkulu"), "role.granted", new Subject("person", $"p{r}"), before: null, after: new { seal = s, row = r }, why: "alasan é \U0001F600");
            }
            db.SaveChanges();
            Seal();
        }
        using var last = database.Open();
        new SealFiles(database.SealsPath).Write(last);
    }

    private AuditSealRow? Seal()
    {
        using var db = database.Open();
        return new AuditSealer(key, clock).Seal(db);
    }

    private AuditVerdict Verify(bool withLeft = false)
    {
        using var db = database.Open();
        return new AuditVerifier(db, key, withLeft ? new SealFiles(database.SealsPath).Read() : new Dictionary<int, AuditSealRow>()).Verify();
    }

    private List<string> Ids()
    {
        using var db = database.Open();
        return [.. db.Set<AuditEventRow>().OrderBy(e => e.Id).Select(e => e.Id)];
    }

    /// <summary>Changes the last row and makes its seal fit, with whatever key is at hand.</summary>
    private string Forge(System.Security.Cryptography.ECDsa with, bool keepKeyId)
    {
        var id = Ids()[^1];
        Owner($"update audit_event set why = 'dipalsukan' where id = '{id}'", "update audit_event set seal = null where seal = 2", "delete from audit_seal where number = 2");
        using (var db = database.Open())
            new AuditSealer(with, clock).Seal(db);
        if (keepKeyId)
            Owner($"update audit_seal set key_id = '{Platform.Audit.Seal.KeyId(key)}'");
        return id;
    }

    /// <summary>What only the owner of the database can do: the guards are taken away first, and put back.</summary>
    private void Owner(params string[] statements)
    {
        using var db = database.Open();
        string[] guards = db.Database.IsSqlite()
            ? ["drop trigger if exists audit_event_unchanged", "drop trigger if exists audit_event_kept", "drop trigger if exists audit_seal_unchanged", "drop trigger if exists audit_seal_kept"]
            : ["alter table audit_event disable trigger user", "alter table audit_seal disable trigger user"];
        foreach (var sql in guards.Concat(statements))
            db.Database.ExecuteSqlRaw(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }
}
