using System.Globalization;
using System.Text.Json;
using Patuh.Assessments.Package;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Platform.Csv;
using Patuh.Platform.Files;
using Patuh.Scoring;

namespace Patuh.Results.Score;

/// <summary>The result files of <c>patuh score</c>.</summary>
internal static class ScoreFiles
{
    public static void Write(LoadedPackage package, YearScores scores, string folder, string language)
    {
        using var output = new OutputFolder(folder);
        Parallel.Invoke(
            () => Agencies(scores, output, language),
            () => Units(scores, output),
            () => WriteShortcomings(scores, output));
        Manifest(package, output);
        output.Commit();
    }

    private static void Agencies(YearScores scores, OutputFolder output, string language)
    {
        using var csv = new CsvWriter(output.Create("agencies.results.csv"));
        csv.Row("agency", "status", "score", "category", "opinion", "predicate", "zone", "award", "rank_national", "of_national", "rank_region", "of_region");
        var instrument = scores.Sheet.Instrument;
        for (var a = 0; a < scores.Sheet.Agencies.Length; a++)
        {
            var agency = scores.Sheet.Agencies[a];
            csv.Field(agency.Id);
            csv.Field(scores.AgencyState(a).Word());
            if (scores.AgencyPublished(a) is not { } score)
            {
                csv.Row("", "", "", "", "", "", "", "", "", "");
                continue;
            }
            var band = instrument.BandOf(score);
            csv.Row(
                Bands.TwoDecimals(score), band.Category, instrument.Opinion(band, agency.CleanAndClear, language),
                band.Predicate?.In(language), band.Zone, instrument.AwardOf(band, agency.CleanAndClear).Word(),
                Place(scores.National(a).Place), Place(scores.National(a).Of), Place(scores.Regional(a).Place), Place(scores.Regional(a).Of));
        }
    }

    private static void Units(YearScores scores, OutputFolder output)
    {
        using var csv = new CsvWriter(output.Create("units.results.csv"));
        foreach (var column in (string[])["unit", "agency", "status", "score"])
            csv.Field(column);
        csv.Row([.. scores.UnitLevelDimensions.Select(d => d.Code)]);
        var sheet = scores.Sheet;
        for (var u = 0; u < sheet.Units.Length; u++)
        {
            csv.Field(sheet.Units[u].Id);
            csv.Field(sheet.Agencies[sheet.Units[u].Agency].Id);
            csv.Field(scores.UnitState(u).Word());
            csv.Field(Cell(scores.UnitPublished(u)));
            for (var d = 0; d < scores.UnitLevelDimensions.Count; d++)
                csv.Field(Cell(scores.DimensionPublished(u, d)));
            csv.EndRow();
        }
    }

    private static void WriteShortcomings(YearScores scores, OutputFolder output)
    {
        using var csv = new CsvWriter(output.Create("shortcomings.csv"));
        csv.Row("unit", "subject", "indicator", "value");
        var sheet = scores.Sheet;
        var codes = sheet.Instrument.Indicators.Select(i => i.Code).ToArray();
        foreach (var (unit, answer) in Shortcomings.Of(scores))
        {
            var subject = sheet.AnswerSubject[answer];
            csv.Row(unit, subject < 0 ? "" : sheet.Subjects[subject], codes[sheet.AnswerIndicator[answer]], sheet.Grades[sheet.AnswerGrade[answer]].Text);
        }
    }

    private static void Manifest(LoadedPackage package, OutputFolder output)
    {
        using var stream = output.Create("manifest.json");
        using (var json = new Utf8JsonWriter(stream, JsonText.Indented))
        {
            json.WriteStartObject();
            json.WriteStartObject("instrument");
            json.WriteString("id", package.Instrument.Instrument.Id);
            json.WriteNumber("version", package.Instrument.Instrument.Version);
            json.WriteString("hash", package.Instrument.Hash);
            json.WriteString("basis", package.Instrument.Instrument.Provenance.Basis.Word());
            json.WriteEndObject();
            json.WriteStartObject("inputs");
            foreach (var (name, hash) in package.Hashes.OrderBy(h => h.Key, StringComparer.Ordinal))
                json.WriteString(name, hash);
            json.WriteEndObject();
            json.WriteString("program", ProgramVersion.Text);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static string Cell(int? hundredths) => hundredths is { } h ? Bands.TwoDecimals(h) : "";

    private static string Place(int place) => place == 0 ? "" : place.ToString(CultureInfo.InvariantCulture);
}
