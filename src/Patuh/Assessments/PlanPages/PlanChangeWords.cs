using Patuh.Agencies;
using Patuh.Assessments.Desk;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Assessments.PlanPages;

/// <summary>Changes of a plan in words.</summary>
/// <param name="L">The reader.</param>
/// <param name="Instruments">Titles of instruments, by id and version with a colon between.</param>
internal sealed record PlanChangeWords(Reader L, IReadOnlyDictionary<string, LocalText> Instruments)
{
    public string Kind(string what) => what switch
    {
        PlanChangeKind.Instrument => L.T("instrumen lain", "another instrument"),
        PlanChangeKind.Stage => L.T("hari tahap lain", "other days of a stage"),
        PlanChangeKind.AgencyAdded => L.T("instansi baru", "new agency"),
        PlanChangeKind.AgencyGone => L.T("tidak lagi direncanakan", "no longer planned"),
        PlanChangeKind.Renamed => L.T("ganti nama", "renamed"),
        PlanChangeKind.Region => L.T("kode wilayah lain", "another area code"),
        PlanChangeKind.Office => L.T("dinilai kantor lain", "assessed by another office"),
        PlanChangeKind.Status => L.T("keadaan", "state"),
        PlanChangeKind.UnitAdded => L.T("unit baru", "new unit"),
        PlanChangeKind.UnitGone => L.T("unit tidak lagi direncanakan", "unit no longer planned"),
        PlanChangeKind.UnitRenamed => L.T("unit ganti nama", "unit renamed"),
        PlanChangeKind.UnitChosen => L.T("pilihan unit", "choice of a unit"),
        PlanChangeKind.UnitKind => L.T("jenis unit", "kind of a unit"),
        PlanChangeKind.UnitSubstance => L.T("substansi unit", "substance of a unit"),
        PlanChangeKind.UnitStatus => L.T("keadaan unit", "state of a unit"),
        PlanChangeKind.Products => L.T("produk layanan", "service products"),
        _ => L.T("jumlah responden", "number of respondents"),
    };

    /// <summary>What changed: an agency, a class or a stage.</summary>
    public string Of(PlanChange change) => change.What switch
    {
        PlanChangeKind.Instrument => AgencyClasses.Find(change.Of) is { } found ? L.T(found.Name) : change.Of,
        PlanChangeKind.Stage => L.T(Stages.Name(change.Of)),
        _ => change.Of,
    };

    public string Value(PlanChange change, string value) => change.What switch
    {
        PlanChangeKind.Office => CyclePage.NameOfOffice(value.Length == 0 ? null : value),
        PlanChangeKind.Respondents => Respondents(value.Split(' ')),
        PlanChangeKind.Products when value.Length == 0 => L.T("tidak ada", "none"),
        _ when value.Length == 0 => "–",
        PlanChangeKind.Instrument => $"{(Instruments.TryGetValue(value, out var title) ? L.T(title) : value.Split(':')[0])}, {L.T("versi", "version")} {value.Split(':')[1]}",
        PlanChangeKind.Stage => string.Join(L.T(" sampai ", " to "), value.Split(' ').Select(d => L.Date(d))),
        PlanChangeKind.AgencyAdded or PlanChangeKind.AgencyGone or PlanChangeKind.Status or PlanChangeKind.UnitStatus => DeskWords.Status(value, L),
        PlanChangeKind.UnitAdded or PlanChangeKind.UnitGone or PlanChangeKind.UnitKind => L.T(Loci.Current.NameOf(value)),
        PlanChangeKind.UnitChosen => value == "yes" ? L.T("sudah dipilih", "chosen") : L.T("belum dipilih", "not chosen"),
        PlanChangeKind.Products => Products(value.Split('\n')),
        _ => value,
    };

    private string Products(IReadOnlyList<string> names)
    {
        var unnamed = names.Count(n => n == "-");
        return $"{names.Count}: {string.Join("; ", names.Where(n => n != "-").Concat(unnamed > 0 ? [L.T($"{unnamed} belum bernama", $"{unnamed} without a name")] : []))}";
    }

    private string Respondents(string[] counts) => L.T($"{counts[0]} pelaksana, {counts[1]} pengelola pengaduan", $"{counts[0]} officers, {counts[1]} complaint officers");
}
