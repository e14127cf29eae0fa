using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Assessments.Cycles;
using Patuh.Results.Published;
using Patuh.Scoring;
using Patuh.Tests.Support;
using Patuh.TestSupport;
using static Patuh.Tests.Support.TheProgram;

namespace Patuh.Tests.Data;

public sealed class SqliteImportTests : ImportTests<SqliteDatabase>;

public sealed class PostgresImportTests : ImportTests<PostgresDatabase>;

public sealed class DatabaseMistakeTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Database=y;Timeout=2", 1)]
    [InlineData("Host=127.0.0.1;Prt=1", 2)]
    [InlineData("postgres://", 2)]
    [InlineData("postgres://a b:70000/x", 2)]
    [InlineData("Data Source=", 2)]
    [InlineData("  ", 2)]
    [InlineData("", 2)]
    [InlineData("/", 2)]
    [InlineData("/proc/x/y.db", 2)]
    public void A_database_that_cannot_be_reached_gives_a_sentence(string database, int status)
    {
        var run = TryWith("", database, "import", "published", Repository.File("content", "published", "coverage.csv"));
        Assert.Equal(status, run.Status);
        Assert.InRange(run.Errors.Trim().Split('\n').Length, 1, 2);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("error in patuh", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_gives_a_sentence()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.db"], new string('x', 5000));
        var run = TryWith("", folder["x.db"], "import", "published", Repository.File("content", "published", "coverage.csv"));
        Assert.Equal(1, run.Status);
        Assert.Contains("the database refused", run.Errors, StringComparison.Ordinal);
    }
}

public sealed class InterruptedImportTests
{
    [Fact]
    public void An_import_that_is_killed_leaves_nothing_and_can_be_done_again()
    {
        using var folder = new TemporaryFolder();
        Done("generate", "--agencies", "150", "--indicators", "60", "--out", folder["package"]);
        Directory.CreateDirectory(folder["db"]);
        var (database, log) = (folder["db/patuh.db"], folder["db/patuh.db-wal"]);
        using (var watcher = new FileSystemWatcher(folder["db"]) { NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.FileName })
        using (var process = Start(database, "import", "package", folder["package"], "--year", "2024"))
        {
            // well into the answers, which come last
            while (!(File.Exists(log) && new FileInfo(log).Length > 1_500_000) && !process.HasExited)
                watcher.WaitForChanged(WatcherChangeTypes.All, 1000);
            process.Kill();
            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
        }
        using (var db = new Patuh.Platform.Data.DatabaseConfiguration(database).Open())
            Assert.Equal((0, 0, 0), (db.Set<CycleRow>().Count(), db.Set<CycleAgencyRow>().Count(), db.Set<AnswerRow>().Count()));
        Assert.Equal(0, TryWith("", database, "import", "package", folder["package"], "--year", "2024").Status);
        using (var db = new Patuh.Platform.Data.DatabaseConfiguration(database).Open())
            Assert.Equal(1, db.Set<CycleRow>().Count());
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}

/// <summary>Imports by the command line into each database.</summary>
public abstract class ImportTests<T> : IDisposable where T : TestDatabase, new()
{
    private readonly T database = new();
    private readonly TemporaryFolder folder = new();

    // how the tables come into being is tried elsewhere
    protected ImportTests() => database.BeginWith("tables", d => d.Open().Dispose());

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private Run Import(params string[] arguments) => TryWith("", database.Text, ["import", .. arguments]);

    private const string Header = "year,class,name,province,score,category,category_stated,zone,rank,rank_scope,rank_of,source,source_url\n";

    [Fact]
    public void All_areas_are_there_with_their_codes_and_their_past()
    {
        File.WriteAllText(folder["one.csv"], Header + "2023,kota,Kota Lubuklinggau,Sumatera Selatan,90,,,,,,,x,\n");
        Assert.Equal(0, Import("published", folder["one.csv"]).Status);
        using var db = database.Open();
        Assert.Equal(38, db.Set<AgencyRow>().Count(a => a.Class == "province"));
        Assert.Equal(98, db.Set<AgencyRow>().Count(a => a.Class == "city"));
        Assert.Equal(416, db.Set<AgencyRow>().Count(a => a.Class == "regency"));
        Assert.Equal("kota-lubuk-linggau", db.Set<ClaimRow>().Single().AgencyId);
        Assert.Equal("92.71", Regions.In(db, 2021).Single(r => r.AgencyId == "kota-sorong").Code);
        Assert.Equal("96.71", Regions.In(db, 2023).Single(r => r.AgencyId == "kota-sorong").Code);
        Assert.Equal(34 + 4, Regions.In(db, 2023).Count(r => r.Code.Length == 2));
        Assert.Equal(34, Regions.In(db, 2022).Count(r => r.Code.Length == 2));
    }

    [Fact]
    public void Importing_again_adds_nothing_and_a_changed_figure_is_logged_with_its_reason()
    {
        File.WriteAllText(folder["one.csv"], Header + "2023,kabupaten,Kab. Lebong,Bengkulu,92,A,yes,hijau,3,Bengkulu,,paper,https://example.org/a\n");
        File.WriteAllText(folder["two.csv"], Header + "2023,kabupaten,LEBONG,Bengkulu,92.10,A,yes,hijau,3,Bengkulu,10,paper,https://example.org/a\n");
        Assert.Contains("4 claims added", Import("published", folder["one.csv"]).Errors, StringComparison.Ordinal);
        Assert.Contains("0 claims added, 0 corrected, 4 were there", Import("published", folder["one.csv"]).Errors, StringComparison.Ordinal);
        Assert.Contains("0 claims added, 2 corrected", Import("published", folder["two.csv"], "--reason", "misprint").Errors, StringComparison.Ordinal);
        using var db = database.Open();
        var correction = db.Set<CorrectionRow>().Single(c => c.OldValue == "92");
        Assert.Equal(("92.10", "misprint"), (correction.NewValue, correction.Reason));
        Assert.Equal(9210, db.Set<ClaimRow>().Single(c => c.Kind == "score").Hundredths);
    }

    [Fact]
    public void Names_are_found_as_the_press_writes_them()
    {
        string[] names = ["kota,LUBUKLINGGAU", "kabupaten,Kab. Muba", "kabupaten,OKUT", "kabupaten,Tojo Una-Una", "kabupaten,Kab. Kep. Seribu", "kota,Kota Jakarta Selatan", "kabupaten,Toba Samosir", "provinsi,DIY", "provinsi,Kepulauan Bangka Belitung", "regency,Kabupaten Kotabaru"];
        File.WriteAllText(folder["names.csv"], Header + string.Concat(names.Select(n => $"2023,{n},,90,,,,,,,x,\n")));
        var run = Import("published", folder["names.csv"]);
        Assert.True(run.Status == 0, run.Errors);
        using var db = database.Open();
        Assert.Equal(
            ["kabupaten-administrasi-kepulauan-seribu", "kabupaten-kotabaru", "kabupaten-musi-banyuasin", "kabupaten-ogan-komering-ulu-timur", "kabupaten-toba", "kabupaten-tojo-una-una", "kota-administrasi-jakarta-selatan", "kota-lubuk-linggau", "provinsi-daerah-istimewa-yogyakarta", "provinsi-kepulauan-bangka-belitung"],
            db.Set<ClaimRow>().Select(c => c.AgencyId).ToList().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2020,kota,Kota Palu,,80,,,,,,,x,\n", "year.no-method")]
    [InlineData("MMXX,kota,Kota Palu,,80,,,,,,,x,\n", "year.no-method")]
    [InlineData("2023,desa,Kota Palu,,80,,,,,,,x,\n", "agency.class")]
    [InlineData("2023,kota,Kota Pallu,,80,,,,,,,x,\n", "did you mean Kota Palu")]
    [InlineData("2023,kota,Kota Palu,Sulawesi,80,,,,,,,x,\n", "province.unknown")]
    [InlineData("2023,kota,Kota Palu,,800,,,,,,,x,\n", "score.outside")]
    [InlineData("2023,kota,Kota Palu,,80,,,biru,,,,x,\n", "published.zone")]
    [InlineData("2023,kota,Kota Palu,Aceh,80,,,,,,,x,\n", "province.other")]
    [InlineData("2023,kota,Kota Palu,,80,,,,0,,,x,\n", "published.count")]
    [InlineData("2023,kota,Kota Palu,,80,,,,5,,3,x,\n", "published.count")]
    [InlineData("2023,kota,Kota Palu,,80,,,,first,,,x,\n", "published.count")]
    [InlineData("2023,kota,Kota Palu,,80,,,,,,,x,javascript:alert(1)\n", "published.url")]
    public void A_wrong_row_is_refused_and_nothing_of_the_file_is_kept(string row, string problem)
    {
        File.WriteAllText(folder["bad.csv"], Header + "2023,kota,Kota Palu,Sulawesi Tengah,80,,,,,,,x,\n" + row);
        var run = Import("published", folder["bad.csv"]);
        Assert.Equal(1, run.Status);
        Assert.Contains("bad.csv:3: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(problem, run.Errors, StringComparison.Ordinal);
        using var db = database.Open();
        Assert.Equal(0, db.Set<ClaimRow>().Count() + db.Set<AgencyRow>().Count());
    }

    [Fact]
    public async Task Html_in_a_name_is_text()
    {
        File.WriteAllText(folder["one.csv"], Header + "2023,lembaga,<script>alert(1)</script> Badan,,80,,,,,,,\"<b>x</b>\",\n");
        Assert.Equal(0, Import("published", folder["one.csv"]).Status);
        await using var site = Patuh.Platform.Web.WebServer.Build(database.Setup());
        await site.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
        foreach (var path in (string[])["/peringkat/2023/lembaga", "/instansi/script-alert-1-script-badan"])
        {
            var html = await http.GetStringAsync(path);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>x", html, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;alert", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_list_of_a_year_uses_the_province_of_that_year()
    {
        File.WriteAllText(folder["one.csv"], Header + "2021,kota,Kota Sorong,Papua Barat,85,,,,,,,x,\n2023,kota,Kota Sorong,Papua Barat Daya,86,,,,,,,x,\n");
        Assert.Equal(0, Import("published", folder["one.csv"]).Status);
        await using var site = Patuh.Platform.Web.WebServer.Build(database.Setup());
        await site.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
        Assert.Contains("85,00", await http.GetStringAsync("/peringkat/2021/kota?provinsi=92"), StringComparison.Ordinal);
        Assert.DoesNotContain("85,00", await http.GetStringAsync("/peringkat/2021/kota?provinsi=96"), StringComparison.Ordinal);
        Assert.Contains("86,00", await http.GetStringAsync("/peringkat/2023/kota?provinsi=96"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_becomes_a_cycle_whose_trees_are_those_of_the_package()
    {
        var package = new RandomCycle().WriteTo(folder["package"]);
        Assert.Equal(0, Import("package", package, "--year", "2025").Status);
        Assert.Contains("nothing changed", Import("package", package, "--year", "2025").Errors, StringComparison.Ordinal);
        var loaded = Patuh.Assessments.Package.PackageReader.Read(package);
        using var db = database.Open();
        var cycle = db.Set<CycleRow>().Single();
        Assert.True(cycle.Simulated);
        Assert.Equal(loaded.Sheet.AnswerGrade.Length, db.Set<AnswerRow>().Count());
        foreach (var agency in db.Set<CycleAgencyRow>().OrderBy(a => a.Number).ToList())
        {
            var (there, here) = (ScoreTree.Explain(loaded.Sheet, agency.Number), ScoreTree.Explain(await CycleSheet.OfAgency(db, cycle, agency, default), 0));
            Assert.Equal(Json(there), Json(here));
            Assert.Equal((there.State.Word(), there.Published, there.Score?.ToString()), (agency.Status, agency.Hundredths, agency.Exact));
        }

        static string Json(ScoreNode node)
        {
            var buffer = new MemoryStream();
            Patuh.Results.Explain.TreeJson.Write(node, buffer);
            return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
        }
    }

    [Fact]
    public void Another_package_for_a_year_needs_replace_and_a_frozen_instrument_never_changes()
    {
        var first = new TestPackage().WriteTo(folder["first"]);
        var second = new TestPackage().With("answers.csv", "unit,subject,indicator,value\nu1,,i1,5\n").WriteTo(folder["second"]);
        var changed = new TestPackage().With("instrument.yaml", TestPackage.Instrument.Replace("from: 78", "from: 77", StringComparison.Ordinal)).WriteTo(folder["changed"]);
        Assert.Equal(0, Import("package", first, "--year", "2024").Status);
        Assert.Contains("cycle.exists", Import("package", second, "--year", "2024").Errors, StringComparison.Ordinal);
        Assert.Equal(0, Import("package", second, "--year", "2024", "--replace").Status);
        var refused = Import("package", changed, "--year", "2023");
        Assert.Equal(1, refused.Status);
        Assert.Contains("instrument.frozen", refused.Errors, StringComparison.Ordinal);
        using var db = database.Open();
        Assert.Equal((1, 1), (db.Set<CycleRow>().Count(), db.Set<AnswerRow>().Count()));
    }

    [Theory]
    [InlineData("score,abc", "score.malformed")]
    [InlineData("zone,ungu", "published.zone")]
    [InlineData("rank,first", "published.count")]
    [InlineData("mood,good", "published.kind")]
    public void A_claim_of_the_wrong_kind_is_refused(string claim, string problem)
    {
        File.WriteAllText(folder["claims.csv"], $"year,class,name,kind,value,said_by,source\n2023,kota,Kota Palu,{claim},the mayor,x\n");
        var run = Import("published", folder["claims.csv"]);
        Assert.Equal(1, run.Status);
        Assert.StartsWith($"claims.csv:2: {problem}", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020", "No assessment took place")]
    [InlineData("2019", "cycle.not-in-force")]
    [InlineData("1999", "from 2000")]
    public void A_package_is_not_imported_into_a_year_that_its_method_does_not_know(string year, string problem)
    {
        var run = Import("package", new TestPackage().WriteTo(folder["package"]), "--year", year);
        Assert.NotEqual(0, run.Status);
        Assert.Contains(problem, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_cycle_is_kept_but_not_shown()
    {
        var real = new TestPackage().With("agencies.csv", "id,class,name,region,clean_and_clear\na,regency,Kabupaten A,17.01,yes\nb,regency,Kabupaten B,17.02,\n").WriteTo(folder["real"]);
        Assert.Equal(0, Import("package", real, "--year", "2024").Status);
        using var db = database.Open();
        Assert.False(db.Set<CycleRow>().Single().Simulated);
        await using var site = Patuh.Platform.Web.WebServer.Build(database.Setup());
        await site.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync("/latihan/1")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync("/latihan/1/instansi/a")).StatusCode);
        Assert.DoesNotContain("/latihan/1", await http.GetStringAsync("/latihan"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_matches_the_migrated_schema()
    {
        using var db = database.Open();
        var connection = db.Database.GetDbConnection();
        // what is kept as JSON is one column of its owner
        foreach (var entity in db.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"select * from {entity.GetTableName()} where 1 = 0";
            using var reader = command.ExecuteReader();
            var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToHashSet();
            var json = entity.GetNavigations().Where(n => n.TargetEntityType.IsMappedToJson()).Select(n => n.TargetEntityType.GetContainerColumnName()!);
            Assert.Equal(columns.Order(), entity.GetProperties().Select(p => p.GetColumnName()).Concat(json).Order());
            reader.Close();
            foreach (var property in entity.GetProperties())
                Assert.Equal(property.IsNullable, !NotNull(connection, entity.GetTableName()!, property.GetColumnName()));
        }
    }

    private static bool NotNull(System.Data.Common.DbConnection connection, string table, string column)
    {
        using var command = connection.CreateCommand();
        command.CommandText = connection is Npgsql.NpgsqlConnection
            ? $"select is_nullable = 'NO' from information_schema.columns where table_name = '{table}' and column_name = '{column}'"
            : $"select \"notnull\" from pragma_table_info('{table}') where name = '{column}'";
        return Convert.ToBoolean(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A simulated year, written by the program itself.</summary>
    private sealed class RandomCycle
    {
        public string WriteTo(string folder)
        {
            Done("generate", "--agencies", "9", "--units", "3", "--products", "2", "--instrument", "ombudsman-2025", "--out", folder);
            return folder;
        }
    }
}
