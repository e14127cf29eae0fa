using Patuh.Accounts.Organisations;
using Patuh.Platform.Data;
using Patuh.Tests.Support;

namespace Patuh.Tests.Data;

/// <summary>Questions that go to the database together: written down, with what is asked for as parameters.</summary>
public abstract class JourneyTests<T> where T : TestDatabase, new()
{
    private sealed record Line(string Name, string? ClosedOn);

    [Fact]
    public async Task Rows_lists_and_single_columns_come_back_in_one_journey_and_quotes_are_only_text()
    {
        using var database = new T();
        using var db = database.Open();
        const string Quoted = "Kantor '; drop table organisation; --";
        db.AddRange(Row("a", "Kantor A", null), Row("b", Quoted, "2026-01-01"), Row("c", "Kantor C", null));
        db.SaveChanges();
        db.ChangeTracker.Clear();
        var journey = new Journey(db);
        string[] both = ["a", "b"];
        var some = journey.Ask<OrganisationRow>($"select * from organisation where id in {both} order by id");
        var lines = journey.Ask<Line>($"select name, closed_on from organisation where name = {Quoted}");
        var none = journey.Ask<OrganisationRow>($"select * from organisation where id = {"z"}");
        await journey.Go(default);
        Assert.Equal(["a", "b"], some.Select(o => o.Id));
        Assert.Equal((null, "2026-01-01", Quoted), (some[0].ClosedOn, some[1].ClosedOn, some[1].Name));
        Assert.Equal(new Line(Quoted, "2026-01-01"), Assert.Single(lines));
        Assert.Empty(none);
    }

    [Fact]
    public async Task It_sees_what_its_transaction_wrote_and_leaves_the_transaction_open()
    {
        using var database = new T();
        using var db = database.Open();
        await using (var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            db.Add(Row("a", "Kantor A", null));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            var journey = new Journey(db);
            journey.Lock("organisation", "a");
            var rows = journey.Ask<OrganisationRow>($"select * from organisation where id = {"a"}");
            await journey.Go(TestContext.Current.CancellationToken);
            Assert.Single(rows);
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }
        var after = new Journey(db);
        var left = after.Ask<OrganisationRow>($"select * from organisation where id = {"a"}");
        await after.Go(TestContext.Current.CancellationToken);
        Assert.Empty(left);
    }

    private static OrganisationRow Row(string id, string name, string? closed) => new() { Id = id, Kind = "regional_office", Name = name, ClosedOn = closed };
}

public sealed class SqliteJourneyTests : JourneyTests<SqliteDatabase>;

public sealed class PostgresJourneyTests : JourneyTests<PostgresDatabase>;
