using Patuh.Platform.Ui;

namespace Patuh.Assessments.Plan;

/// <summary>Words of the pages about cycles.</summary>
internal static class CycleWords
{
    public static string? Done(string code, Reader L) => code switch
    {
        "siklus-dibuat" => L.T("Siklus sudah dibuat sebagai rancangan.", "The cycle is made, as a draft."),
        "siklus-dibuka" => L.T("Siklus sudah dibuka.", "The cycle is open."),
        "siklus-ditutup" => L.T("Siklus sudah ditutup; tidak ada lagi yang berubah.", "The cycle is closed; nothing of it changes any more."),
        "siklus-dibuka-lagi" => L.T("Siklus dibuka lagi.", "The cycle is open again."),
        "rancangan-dibuang" => L.T("Rancangan sudah dibuang; siklus tahun itu dapat dibuat lagi.", "The draft is discarded; the cycle of that year can be made again."),
        "tahap-disimpan" => L.T("Tahap sudah disimpan.", "The stages are saved."),
        "tahap-ditutup" => L.T("Tahap sudah ditutup; jawaban tidak diterima lagi.", "The stage is closed; no more answers are taken."),
        "tahap-dibuka" => L.T("Tahap dibuka lagi.", "The stage is open again."),
        "rencana-disimpan" => L.T("Rencana sudah disimpan.", "The plan is saved."),
        "instrumen-diganti" => L.T("Instrumen sudah diganti; unit, nama, dan alasan tetap.", "The instruments are changed; units, names and reasons are as they were."),
        "sampel-disimpan" => L.T("Pilihan instansi sudah disimpan.", "The choice of agencies is saved."),
        "instansi-ditambahkan" => L.T("Instansi sudah ditambahkan dengan unit baku golongannya.", "The agencies are added, with the usual units of their classes."),
        "instansi-dikembalikan" => L.T("Instansi dinilai lagi.", "The agency is assessed again."),
        "unit-direncanakan" => L.T("Unit sudah ditambahkan ke rencana.", "The unit is added to the plan."),
        "mandiri-dikirim" => L.T("Penilaian mandiri sudah dikirim.", "The self-assessment is submitted."),
        "mandiri-dikembalikan" => L.T("Penilaian mandiri sudah dikembalikan untuk diperbaiki.", "The self-assessment is sent back to be put right."),
        _ => null,
    };

    /// <summary>What stands on every page of a cycle that is no real one; null for a real one.</summary>
    public static string? Strip(AssessmentCycleRow cycle, Reader L) => cycle.Kind == CycleKind.Real ? null
        : L.T("Simulasi: bukan penilaian sungguhan, isinya rekaan dan tidak dihitung", "Simulation: no real assessment, its content is invented and does not count");

    public static string State(string state, Reader L) => state switch
    {
        CycleState.Draft => L.T("rancangan", "draft"),
        CycleState.Open => L.T("berjalan", "open"),
        _ => L.T("ditutup", "closed"),
    };

    public static string Self(string state, Reader L) => state switch
    {
        SelfState.Submitted => L.T("sudah dikirim", "submitted"),
        SelfState.Returned => L.T("dikembalikan", "sent back"),
        _ => L.T("sedang diisi", "being filled in"),
    };
}
