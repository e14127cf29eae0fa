using Patuh.Agencies;
using Patuh.Bench.Shared;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteKilledServerTests : KilledServerTests<SqliteDatabase>;

public sealed class PostgresKilledServerTests : KilledServerTests<PostgresDatabase>;

/// <summary>bench/kill in small: the real program, killed while people answer and upload.</summary>
public abstract class KilledServerTests<T> : IDisposable where T : TestDatabase, new()
{
    private const int People = 6;

    private readonly T database = new();

    private Place Place => new(database.Text, TestDatabase.KeysPath, database.SealsPath, database.FilesPath);

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed_three_times()
    {
        AddAgencies();
        var people = OpenCycle.Prepare(Place, People);
        using var server = new RunningServer(Place, TheProgram.Executable, Loopback.Free());
        var day = new KilledDay(server, people, new DayPlan(Kills: 3, TimeSpan.MaxValue, Uploading: 3, Piece: 32 << 10, Largest: 256 << 10,
            Moment: (kill, day) => Task.WhenAll(day.Batches.More(5 + kill), day.Pieces.More(3 + kill)),
            Pause: async _ => await Task.Yield()));
        await day.Run();
        var files = await AfterFiles.Of(Place, server, day.Files);
        await server.End();

        Assert.Empty(day.Troubles.Wrong);
        Assert.Equal(0, day.Troubles.Halves);
        var answers = AfterAnswers.Of(Place.Configuration, day.Answers);
        Assert.True(answers.IsRight && answers.Acknowledged > 0, $"{answers}");
        Assert.True(files.IsRight && files.Acknowledged > 0, $"{files}");
        Assert.Equal((People, 0), Recount.Of(Place.Configuration));
        var trail = AfterTrail.Of(Place);
        Assert.True(trail is { IsRight: true, Seals: > 0 }, $"{trail}: {string.Join("; ", trail.Findings)}");
        Assert.Equal("ok", AfterTrail.Integrity(Place));
        var (left, gone) = await Remains.AfterCollecting(Place);
        Assert.Equal((new Remains(0, 0, 0), 0), (left, gone));
    }

    private void AddAgencies()
    {
        using var db = database.Open();
        foreach (var (id, name, code) in ((string, string, string)[])[("kabupaten-lebong", "Kabupaten Lebong", "17.07"), ("kabupaten-asmat", "Kabupaten Asmat", "93.04")])
        {
            db.Add(new AgencyRow { Id = id, Class = "regency", Name = name });
            db.Add(new AgencyRegionRow { AgencyId = id, Code = code, ValidFrom = AgencyRegister.Always });
        }
        db.SaveChanges();
    }
}
