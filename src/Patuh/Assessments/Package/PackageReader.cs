using Patuh.Instruments;
using Patuh.Platform.Csv;
using Patuh.Platform.Problems;
using Patuh.Scoring;

namespace Patuh.Assessments.Package;

/// <summary>Reads and checks a data package.</summary>
internal static class PackageReader
{
    private const string InstrumentName = "instrument.yaml";

    /// <summary>Reads it; <paramref name="accept"/> may refuse the instrument before anything else is read.</summary>
    /// <exception cref="UsageException">There is no such package.</exception>
    /// <exception cref="RefusedException">It breaks a rule; up to a hundred problems with file and line.</exception>
    public static LoadedPackage Read(string path, Action<string>? progress = null, Action<Instrument>? accept = null)
    {
        using var files = PackageFiles.Open(path);
        try
        {
            return Read(files, Environment.ProcessorCount, progress, accept);
        }
        catch (RefusedException e) when (e.Problems.Count > 1)
        {
            // threads meet problems in any order; one thread meets the same ones in every run
            using var again = PackageFiles.Open(path);
            return Read(again, 1);
        }
    }

    internal static LoadedPackage Read(PackageFiles files, int threads, Action<string>? progress = null, Action<Instrument>? accept = null)
    {
        var problems = new ProblemList();
        var instrument = Instrument(files, problems);
        if (instrument is not null)
            accept?.Invoke(instrument.Instrument);
        var tables = new MasterTables(files, problems);
        tables.Read();
        if (instrument is null)
            // answers mean nothing without it; everything else was looked at
            throw problems.Refusal();
        tables.Hashes[InstrumentName] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(instrument.Text));
        RefuseUnitsWithoutProduct(instrument.Instrument, tables, problems);
        progress?.Invoke("reading answers");
        var book = new GradeBook(instrument.Instrument);
        var blocks = Answers(files, instrument.Instrument, tables, book, problems, threads);
        if (problems.Any)
            DuplicateAnswers.Refuse(blocks, problems);
        problems.ThrowIfAny();
        var (sheet, units, subjects) = new SheetAssembler(tables, instrument.Instrument).Assemble(blocks, book.Grades, problems, threads);
        problems.ThrowIfAny();
        return new LoadedPackage(instrument, sheet, units, subjects, tables.Hashes);
    }

    private static InstrumentFile? Instrument(PackageFiles files, ProblemList problems)
    {
        try
        {
            using var yaml = files.Require(InstrumentName);
            return InstrumentFile.Read(yaml, InstrumentName);
        }
        catch (RefusedException e)
        {
            problems.AddAll(e.Problems);
            return null;
        }
    }

    private static List<AnswerBlock> Answers(PackageFiles files, Instrument instrument, MasterTables tables, GradeBook book, ProblemList problems, int threads)
    {
        if (files.OpenFile(AnswerReader.File) is not { } stream)
        {
            problems.Add(AnswerReader.File, 1, "package.missing-file", "the package has no such file");
            return [];
        }
        using var source = new CsvSource(stream, AnswerReader.File);
        var codes = AnswerReader.CodesOf(instrument);
        var readers = Enumerable.Range(0, threads).Select(_ => new AnswerReader(tables, codes, book, problems)).ToArray();
        CsvTable.Read(source, AnswerReader.Columns, [], problems, Array.ConvertAll(readers, r => (CsvRow)r.Row));
        tables.Hashes[AnswerReader.File] = source.Sha256();
        return [.. readers.SelectMany(r => r.Blocks)];
    }

    private static void RefuseUnitsWithoutProduct(Instrument instrument, MasterTables tables, ProblemList problems)
    {
        if (instrument.Rollup != Rollup.MeanOfProducts || instrument.BandsOnly)
            return;
        var products = tables.ProductsOf();
        for (var u = 0; u < products.Length; u++)
            if (tables.Units[u].Assessed && products[u] == 0)
                problems.Add("units.csv", tables.Units[u].Line, "unit.no-product", $"the unit {Visible.Quoted(tables.UnitIds[u])} is assessed but has no product, and the method takes the mean over products");
    }
}
