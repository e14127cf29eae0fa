using System.Globalization;
using Patuh.Assessments.Package;
using Patuh.Instruments;
using Patuh.Platform.Csv;
using Patuh.Platform.Files;
using Patuh.Scoring;

namespace Patuh.Assessments.Generate;

/// <summary>How large a simulated year is.</summary>
internal sealed record SimulationSize(int Agencies, int Units, int Products, ulong Seed);

/// <summary>Writes a simulated year as a data package. Agencies and provinces are invented; provinces have the codes 01-10.</summary>
internal sealed class Simulation(InstrumentFile instrument, SimulationSize size, OutputFolder output) : IDisposable
{
    private const int Provinces = 10;

    private static readonly (string Kind, string Substance, string Name)[] UnitKinds =
    [
        ("opd", "pendidikan", "Dinas Pendidikan"),
        ("opd", "kesehatan", "Dinas Kesehatan"),
        ("opd", "adminduk", "Dinas Kependudukan dan Pencatatan Sipil"),
        ("opd", "sosial", "Dinas Sosial"),
        ("opd", "perizinan", "Dinas Penanaman Modal dan PTSP"),
        ("puskesmas", "kesehatan", "Puskesmas Satu"),
        ("puskesmas", "kesehatan", "Puskesmas Dua"),
    ];

    private readonly SeededRandom random = new(size.Seed);
    private readonly Indicator[] indicators = [.. instrument.Instrument.Indicators];
    private CsvWriter agencies = null!;
    private CsvWriter units = null!;
    private CsvWriter products = null!;
    private CsvWriter respondents = null!;
    private CsvWriter answers = null!;

    public void Write(Action<long, long> progress)
    {
        using (var yaml = output.Create("instrument.yaml"))
            yaml.Write(instrument.Text);
        agencies = Table(0);
        units = Table(1);
        products = Table(2);
        respondents = Table(3);
        answers = Table(4);
        for (var a = 0; a < size.Agencies; a++)
        {
            Agency(a);
            if (a % 16 == 0)
                progress(a, size.Agencies);
        }
        Dispose();
        var hashes = PackageDescriptor.Tables.Select(t => t.File).Append("instrument.yaml").ToDictionary(name => name, output.Sha256);
        using var descriptor = output.Create(PackageDescriptor.Name);
        PackageDescriptor.Write(descriptor, "patuh-simulation", $"Simulated year of {size.Agencies} agencies, {instrument.Instrument.Id}, seed {size.Seed}", hashes);
    }

    public void Dispose()
    {
        foreach (var table in (CsvWriter?[])[agencies, units, products, respondents, answers])
            table?.Dispose();
        (agencies, units, products, respondents, answers) = (null!, null!, null!, null!, null!);
    }

    private void Agency(int a)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"a{a + 1:00000}");
        var province = a % Provinces;
        var (agencyClass, name) = a < Provinces ? ("province", "Provinsi Contoh") : random.Next(100) switch
        {
            < 80 => ("regency", "Kabupaten Contoh"),
            _ => ("city", "Kota Contoh"),
        };
        var region = agencyClass == "province" ? $"{province + 1:00}" : $"{province + 1:00}.{(a / Provinces % 99) + 1:00}";
        var clean = random.Next(20) switch { 0 => "no", 1 => "", _ => "yes" };
        agencies.Row(id, agencyClass, string.Create(CultureInfo.InvariantCulture, $"{name} {a + 1}"), region, clean);
        var quality = 0.84 + (0.09 * random.NextNormal());
        for (var u = 0; u < size.Units; u++)
            Unit(id, u, quality + (0.05 * random.NextNormal()));
        AgencyLevel(id, quality);
    }

    private void Unit(string agency, int u, double quality)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{agency}-u{u + 1:00}");
        var (kind, substance, name) = UnitKinds[u % UnitKinds.Length];
        var assessed = random.Next(400) != 0;
        units.Row(id, agency, kind, substance, u < UnitKinds.Length ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {(u / UnitKinds.Length) + 1}"), assessed ? "assessed" : "not_assessed");
        var own = new List<string>();
        for (var p = 0; p < size.Products; p++)
        {
            own.Add(string.Create(CultureInfo.InvariantCulture, $"{id}-p{p + 1}"));
            products.Row(own[p], id, kind == "opd" ? "administrative" : "service", string.Create(CultureInfo.InvariantCulture, $"Produk layanan {p + 1}"));
        }
        var officers = Respondents(id, "officer", "o", Subject.Officer);
        var complaintOfficers = Respondents(id, "complaint_officer", "c", Subject.ComplaintOfficer);
        var users = Respondents(id, "user", "w", Subject.User);
        if (!assessed)
            return;
        for (var i = 0; i < indicators.Length; i++)
        {
            var ease = quality + (0.06 * (((i * 7) % 11) - 5) / 5.0);
            switch (indicators[i].Subject)
            {
                case Subject.Unit:
                    Answer(id, "", i, ease);
                    break;
                case Subject.Product:
                    Answers(id, own, i, ease);
                    break;
                case Subject.Officer:
                    Answers(id, officers, i, ease);
                    break;
                case Subject.ComplaintOfficer:
                    Answers(id, complaintOfficers, i, ease);
                    break;
                case Subject.User:
                    Answers(id, users, i, ease);
                    break;
                default:
                    break;
            }
        }
    }

    private void AgencyLevel(string id, double quality)
    {
        var people = Respondents(id, "public", "m", Subject.Public);
        for (var i = 0; i < indicators.Length; i++)
        {
            if (indicators[i].Subject == Subject.Agency)
                Answer(id, "", i, quality);
            else if (indicators[i].Subject == Subject.Public)
                Answers(id, people, i, quality);
        }
    }

    private List<string> Respondents(string owner, string role, string letter, Subject subject)
    {
        var ids = new List<string>();
        var wanted = indicators.Where(i => i.Subject == subject).Select(i => Math.Max(i.Required, Math.Min(i.Target ?? 1, 16))).DefaultIfEmpty(0).Max();
        for (var r = 0; r < wanted; r++)
        {
            ids.Add(string.Create(CultureInfo.InvariantCulture, $"{owner}-{letter}{r + 1:00}"));
            respondents.Row(ids[r], owner, role, random.Next(12) == 0 ? "replacement" : "primary");
        }
        return ids;
    }

    private void Answers(string unit, List<string> subjects, int indicator, double quality)
    {
        foreach (var subject in subjects)
            Answer(unit, subject, indicator, quality);
    }

    private void Answer(string unit, string subject, int indicator, double quality)
    {
        var scale = indicators[indicator].Scale;
        var chance = random.Next(200_000);
        if (chance == 0)
            return;
        var steps = (double)(scale.Max - scale.Min) * Math.Pow(10, scale.Decimals);
        var step = Math.Clamp(Math.Floor((quality * steps) + (0.13 * steps * random.NextNormal()) + 0.5), 0, steps);
        var value = scale.Min + ((decimal)step / (decimal)Math.Pow(10, scale.Decimals));
        answers.Field(unit);
        answers.Field(subject);
        answers.Field(indicators[indicator].Code);
        answers.Field(chance < 1_000 ? Grade.NotApplicable : value.ToString(CultureInfo.InvariantCulture));
        answers.EndRow();
    }

    private CsvWriter Table(int table)
    {
        var (file, columns, _) = PackageDescriptor.Tables[table];
        var csv = new CsvWriter(output.Create(file));
        csv.Row(columns);
        return csv;
    }
}
