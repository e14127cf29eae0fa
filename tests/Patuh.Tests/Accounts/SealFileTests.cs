using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Patuh.Platform.Audit;
using Patuh.Platform.Mail;
using Patuh.Tests.Support;
using Patuh.TestSupport;

namespace Patuh.Tests.Accounts;

public sealed class SqliteSealFileTests : SealFileTests<SqliteDatabase>;

public sealed class PostgresSealFileTests : SealFileTests<PostgresDatabase>;

/// <summary>Seals leave the database, whenever the program was stopped without a word.</summary>
public abstract class SealFileTests<T> : IDisposable where T : TestDatabase, new()
{
    private readonly T database = new();
    private readonly TestClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private readonly ECDsa key;

    protected SealFileTests() => key = database.Keys.Signing();

    public void Dispose()
    {
        key.Dispose();
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_seal_whose_line_was_cut_short_is_written_again_on_a_line_of_its_own(double share)
    {
        Seal(2);
        Write();
        var file = Directory.EnumerateFiles(database.SealsPath).Single();
        var lines = File.ReadAllLines(file);
        File.WriteAllText(file, lines[0] + "\n" + lines[1][..(int)(lines[1].Length * share)]);
        Write();
        Seal(1);
        Write();
        Assert.Equal([1, 2, 3], new SealFiles(database.SealsPath).Read().Keys.Order());
    }

    [Fact]
    public async Task A_seal_that_was_made_just_before_the_program_was_killed_leaves_without_waiting_for_another()
    {
        Seal(1);
        var days = new DailySeals(new Post(new EphemeralDataProtectionProvider(), clock), SealMail.Of(null), clock);
        using var service = new SealingService(database.Configuration, database.Keys, new SealFiles(database.SealsPath), days, clock, NullLogger<SealingService>.Instance);
        await service.StopAsync(default);
        Assert.Equal([1], new SealFiles(database.SealsPath).Read().Keys);
    }

    private void Seal(int count)
    {
        for (var n = 0; n < count; n++)
        {
            using var db = database.Open();
            clock.Now += TimeSpan.FromSeconds(1);
            db.Audit(clock, By.CommandLine, "role.granted", new Subject("person", $"p{n}"));
            db.SaveChanges();
            Assert.NotNull(new AuditSealer(key, clock).Seal(db));
        }
    }

    /// <summary>As a program that has just started.</summary>
    private void Write()
    {
        using var db = database.Open();
        new SealFiles(database.SealsPath).Write(db);
    }
}
