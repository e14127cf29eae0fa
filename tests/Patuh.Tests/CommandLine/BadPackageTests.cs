using System.IO.Compression;
using System.Text;
using Patuh.Assessments.Package;
using Patuh.Platform.Csv;
using Patuh.Platform.Files;
using Patuh.Platform.Problems;
using Patuh.Scoring;
using Patuh.TestSupport;
using static Patuh.Tests.Support.TheProgram;

namespace Patuh.Tests.CommandLine;

/// <summary>Bad input: always a code, a file and a line; never a crash, never memory without bound.</summary>
public sealed class BadPackageTests
{
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "agencies.csv", "id,class,name,region,clean_and_clear\na,desa,A,01.01,yes\n", "agencies.csv:2: agency.class" },
        { "agencies.csv", "id,class,name,region,clean_and_clear\na,regency,A,1.1,yes\n", "agencies.csv:2: agency.region" },
        { "agencies.csv", "id,class,name,region,clean_and_clear\na,regency,A,01.01,ya\n", "agencies.csv:2: agency.clean-and-clear" },
        { "agencies.csv", "id,class,name,region,clean_and_clear\na,regency,A,,\na,regency,B,,\n", "agencies.csv:3: id.duplicate" },
        { "agencies.csv", "id,class,name,region,clean_and_clear\n,regency,A,,\n", "agencies.csv:2: id.malformed" },
        { "agencies.csv", "id,class,name,region,clean_and_clear\na\u0001,regency,A,,\n", "agencies.csv:2: id.malformed" },
        { "agencies.csv", "id,class,name,region\na,regency,A,\n", "agencies.csv:1: csv.missing-column" },
        { "agencies.csv", "id,class,name,name,region,clean_and_clear\n", "agencies.csv:1: csv.duplicate-column" },
        { "agencies.csv", "", "agencies.csv:1: csv.no-header" },
        { "units.csv", "id,agency,kind,name,status\nu1,z,opd,U,assessed\n", "units.csv:2: agency.unknown" },
        { "units.csv", "id,agency,kind,name,status\nu1,a,opd,U,visited\n", "units.csv:2: unit.status" },
        { "products.csv", "id,unit,kind,name\np1,u9,service,P\n", "products.csv:2: unit.unknown" },
        { "products.csv", "id,unit,kind,name\np1,u1,jasa,P\n", "products.csv:2: product.kind" },
        { "respondents.csv", "id,unit,role,standing\nr1,u1,boss,primary\n", "respondents.csv:2: respondent.role" },
        { "respondents.csv", "id,unit,role,standing\nr1,u1,officer,second\n", "respondents.csv:2: respondent.standing" },
        { "respondents.csv", "id,unit,role,standing\nr1,u1,public,primary\n", "respondents.csv:2: agency.unknown" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,6\n", "answers.csv:2: value.outside-scale" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,-1\n", "answers.csv:2: value.outside-scale" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,99999999999999999999999999999999999999999999\n", "answers.csv:2: value.outside-scale" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,4.5\n", "answers.csv:2: value.decimals" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,NaN\n", "answers.csv:2: value.malformed" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,NA\n", "answers.csv:2: value.malformed" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1, 4\n", "answers.csv:2: value.malformed" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,\n", "answers.csv:2: value.malformed" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,04\n", "answers.csv:2: value.malformed" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,٤\n", "answers.csv:2: value.malformed" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i9,4\n", "answers.csv:2: indicator.unknown" },
        { "answers.csv", "unit,subject,indicator,value\nu9,,i1,4\n", "answers.csv:2: unit.unknown" },
        { "answers.csv", "unit,subject,indicator,value\nu1,p1,i1,4\n", "answers.csv:2: subject.not-empty" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i2,4\n", "answers.csv:2: product.unknown" },
        { "answers.csv", "unit,subject,indicator,value\nu1,p2,i2,4\n", "answers.csv:2: subject.other-unit" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,4\nu1,,i1,5\n", "answers.csv:3: answer.duplicate" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1\n", "answers.csv:2: csv.field-count" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,\"4\"x\n", "answers.csv:2: csv.after-quote" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i\"1,4\n", "answers.csv:2: csv.quote-in-field" },
        { "answers.csv", "unit,subject,indicator,value\n\nu1,,i1,\"4\nu2,,i1,3\n", "answers.csv:3: csv.unclosed-quote" },
        { "answers.csv", "unit,subject,indicator,value\nu1,,i1,4\ru2,,i1,4\n", "answers.csv:2: csv.bare-cr" },
        { "instrument.yaml", "", "instrument.yaml:1: yaml.empty" },
        { "instrument.yaml", "just text", "instrument.yaml:1: instrument.shape" },
        { "instrument.yaml", "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\n", "instrument.yaml:1: yaml.anchor" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_file_and_line(string file, string text, string problem)
    {
        var refused = Assert.Throws<RefusedException>(() => new TestPackage().With(file, text).Load());
        Assert.StartsWith(problem, refused.Problems[0].ToString(), StringComparison.Ordinal);
        Assert.All(refused.Problems, p => Assert.DoesNotContain('\n', p.ToString()));
    }

    [Fact]
    public void Up_to_a_hundred_problems_are_told_and_the_same_ones_in_every_run()
    {
        using var folder = new TemporaryFolder();
        var answers = "unit,subject,indicator,value\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"u1,,x{i},4\n"));
        var package = new TestPackage().With("answers.csv", answers).WriteTo(folder["package"]);
        var runs = Enumerable.Range(0, 2).Select(_ => Try("score", package, "--out", folder["out"])).ToList();
        Assert.All(runs, r => Assert.Equal(1, r.Status));
        Assert.Equal(101, runs[0].Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(runs[0].Errors, runs[1].Errors);
        Assert.StartsWith("answers.csv:2: indicator.unknown", runs[0].Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_utf8_is_refused_with_its_line()
    {
        byte[] latin = [.. "id,agency,kind,name,status\nu1,a,opd,Satu,assessed\nu2,b,opd,Caf"u8, 0xE9, .. ",assessed\n"u8];
        var refused = Assert.Throws<RefusedException>(() => new TestPackage().With("units.csv", latin).Load());
        Assert.StartsWith("units.csv:3: csv.not-utf8", refused.Problems[0].ToString(), StringComparison.Ordinal);
        var utf16 = Assert.Throws<RefusedException>(() => new TestPackage().With("units.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("id,agency\n")).ToArray()).Load());
        Assert.Equal("csv.not-utf8", utf16.Problems[0].Code);
    }

    [Fact]
    public void A_byte_that_is_not_utf8_at_the_start_of_a_line_is_on_that_line()
    {
        byte[] bytes = [.. "unit,subject,indicator,value\nu1,,i1,5\n"u8, 0xFF, .. "u1,p1,i2,4\n"u8];
        var refused = Assert.Throws<RefusedException>(() => new TestPackage().With("answers.csv", bytes).Load());
        Assert.StartsWith("answers.csv:3: csv.not-utf8", refused.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_whose_content_is_not_what_was_packed_is_refused()
    {
        var zip = new TestPackage().Zip();
        var at = zip.AsSpan().IndexOf("u1,,i1,5"u8);
        zip[at + 7] = (byte)'0';
        using var files = PackageFiles.Open(new MemoryStream(zip), "x.zip");
        Assert.Equal("package.not-a-zip", Code(() => PackageReader.Read(files, 1)));
    }

    [Fact]
    public void Four_hundred_damaged_zips_load_or_are_refused()
    {
        var random = new SeededRandom(3);
        for (var n = 0; n < 400; n++)
            try
            {
                using var files = PackageFiles.Open(new MemoryStream(Damage(new TestPackage().Zip(), random)), "x.zip");
                PackageReader.Read(files, 1);
            }
            catch (RefusedException)
            {
                // that is what should happen
            }
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told_once_and_not_for_every_row_that_needs_it()
    {
        var refused = Assert.Throws<RefusedException>(() => new TestPackage().With("units.csv", "id;agency;kind;name;status\nu1;a;opd;Satu;assessed\n").Load());
        Assert.All(refused.Problems, p => Assert.Equal("units.csv", p.File));
        Assert.Equal("package.missing-file", Assert.Single(Assert.Throws<RefusedException>(() => new TestPackage().Without("agencies.csv").Load()).Problems).Code);
    }

    [Theory]
    [InlineData("../agencies.csv")]
    [InlineData("/etc/agencies.csv")]
    [InlineData("a\\..\\..\\agencies.csv")]
    [InlineData("C:agencies.csv")]
    public void A_zip_entry_that_climbs_out_is_refused(string entry)
    {
        var package = new TestPackage();
        package.Files[entry] = [];
        var refused = Assert.Throws<RefusedException>(() => package.Load());
        Assert.Equal("package.unsafe-path", refused.Problems[0].Code);
    }

    [Fact]
    public void A_zip_with_a_file_twice_or_damage_is_refused()
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < 2; i++)
                zip.CreateEntry("units.csv");
        Assert.Equal("package.duplicate-file", Code(() => PackageFiles.Open(new MemoryStream(buffer.ToArray()), "x.zip").Dispose()));
        Assert.Equal("package.not-a-zip", Code(() => PackageFiles.Open(new MemoryStream("hello"u8.ToArray()), "x.zip").Dispose()));
        Assert.Equal("package.not-a-zip", Code(() => PackageFiles.Open(new MemoryStream(), "x.zip").Dispose()));
    }

    [Fact]
    public void A_zip_that_declares_more_than_two_gigabytes_is_refused_before_anything_is_unpacked()
    {
        using var folder = new TemporaryFolder();
        using (var zip = new ZipArchive(File.Create(folder["bomb.zip"]), ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("answers.csv", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 2049; i++)
                entry.Write(zeros);
        }
        var run = Try("score", folder["bomb.zip"], "--out", folder["out"]);
        Assert.Equal(1, run.Status);
        Assert.Contains("package.too-large", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_without_end_is_refused_in_bounded_memory(bool quoted)
    {
        var source = new EndlessLine("unit,subject,indicator,value\n" + (quoted ? "\"" : ""), 300L << 20);
        var problems = new ProblemList();
        var before = GC.GetTotalAllocatedBytes(true);
        using (var csv = new CsvSource(source, "answers.csv"))
            CsvTable.Read(csv, AnswerReader.Columns, [], problems, (ref _, _) => { });
        Assert.True(problems.Any);
        Assert.InRange(GC.GetTotalAllocatedBytes(true) - before, 0, 16L << 20);
        var refused = Assert.Throws<RefusedException>(problems.ThrowIfAny);
        Assert.StartsWith("answers.csv:2: csv.record-too-long", refused.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_yaml_file_that_is_too_large_or_too_deep_is_refused()
    {
        Assert.Equal("yaml.too-large", Code(() => new TestPackage().With("instrument.yaml", new byte[5 << 20]).Load()));
        Assert.Equal("yaml.too-deep", Code(() => new TestPackage().With("instrument.yaml", new string('[', 5000)).Load()));
    }

    [Fact]
    public void Foreign_text_cannot_take_over_the_terminal()
    {
        var refused = Assert.Throws<RefusedException>(() => new TestPackage().With("answers.csv", "unit,subject,indicator,value\nu1,,\"\u001b[31m\u202Ex\n\",4\n").Load());
        Assert.DoesNotContain(refused.Problems[0].ToString(), c => char.IsControl(c) || c == '\u202E');
    }

    [Fact]
    public void Rows_and_columns_may_come_in_any_order_with_others_between()
    {
        var package = new TestPackage().With("answers.csv", "\uFEFFvalue,note,indicator,unit,subject\r\n\r\n4,x,i2,u1,p1\r\n5,\"a,\nb\",i1,u1,\r\n3,,i1,u2,\r\nna,,i2,u2,p2").Load();
        Assert.Equal(9000, new YearScores(package.Sheet).AgencyPublished(0));
    }

    [Fact]
    public void Under_mean_of_products_an_assessed_unit_needs_a_product()
    {
        var package = new TestPackage().With("instrument.yaml", TestPackage.Instrument.Replace("mean_of_units", "mean_of_products", StringComparison.Ordinal)).Without("products.csv").With("answers.csv", "unit,subject,indicator,value\n");
        var refused = Assert.Throws<RefusedException>(() => package.Load());
        Assert.Equal(["units.csv:2: unit.no-product", "units.csv:3: unit.no-product"], refused.Problems.Select(p => p.ToString().Split(": the")[0]));
    }

    /// <summary>Any change of bytes in any file either loads or is refused; nothing else may happen.</summary>
    [Fact]
    public void Ten_thousand_damaged_packages_load_or_are_refused()
    {
        var random = new SeededRandom(20_261_121);
        var names = new TestPackage().Files.Keys.ToArray();
        var (loaded, refused) = (0, 0);
        for (var n = 0; n < 10_000; n++)
        {
            var package = new TestPackage();
            var name = names[random.Next(names.Length)];
            package.With(name, Damage(package.Files[name], random));
            try
            {
                var sheet = package.Load(threads: 1 + random.Next(2)).Sheet;
                if (!sheet.Instrument.BandsOnly)
                    for (var a = 0; a < sheet.Agencies.Length; a++)
                        Assert.Equal(new YearScores(sheet).AgencyState(a), ScoreTree.Explain(sheet, a).State);
                loaded++;
            }
            catch (RefusedException e)
            {
                Assert.All(e.Problems, p => Assert.True(p.Line >= 1 && p.Sentence.Length > 0 && p.File.Length > 0));
                refused++;
            }
        }
        Assert.True(loaded > 100 && refused > 5_000, $"{loaded} loaded, {refused} refused");
    }

    private static byte[] Damage(byte[] bytes, SeededRandom random)
    {
        var list = bytes.ToList();
        string[] pieces = ["\"", ",", "\n", "\r", "\0", "\u00ff", ":", "{", "}", "[", "- ", "&a ", "*a", "!", "#", "%", "9", "-", ".", "na", "0x1F", "\t", "'", "|\n", "~", "\uFEFF", "1e9", "\u2028"];
        for (var changes = 1 + random.Next(3); changes > 0 && list.Count > 0; changes--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(4))
            {
                case 0:
                    list[at] = (byte)random.Next(256);
                    break;
                case 1:
                    list.RemoveRange(at, Math.Min(1 + random.Next(8), list.Count - at));
                    break;
                case 2:
                    list.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                    break;
                default:
                    list.InsertRange(at, list.GetRange(at, Math.Min(1 + random.Next(40), list.Count - at)));
                    break;
            }
        }
        return [.. list];
    }

    private static string Code(Action action) => Assert.Throws<RefusedException>(action).Problems[0].Code;

    /// <summary>A beginning, then one line of letters.</summary>
    private sealed class EndlessLine(string start, long length) : ReadOnlyStream
    {
        private readonly byte[] beginning = Encoding.UTF8.GetBytes(start);
        private long at;

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - at);
            for (var i = 0; i < count; i++, at++)
                buffer[i] = at < beginning.Length ? beginning[at] : (byte)'x';
            return count;
        }
    }
}
