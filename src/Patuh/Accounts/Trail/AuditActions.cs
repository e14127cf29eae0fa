using Patuh.Platform.Ui;

namespace Patuh.Accounts.Trail;

/// <summary>Every action that the trail knows, in words; docs/audit-events.md says what each holds.</summary>
internal static class AuditActions
{
    private static readonly (string Code, string Id, string En)[] Words =
    [
        ("person.added", "orang ditambahkan", "person added"),
        ("person.renamed", "nama orang diganti", "person renamed"),
        ("person.closed", "akun ditutup", "account closed"),
        ("person.reopened", "akun dibuka lagi", "account reopened"),
        ("invitation.sent", "undangan dibuat", "invitation made"),
        ("invitation.withdrawn", "undangan ditarik", "invitation withdrawn"),
        ("role.granted", "peran diberikan", "role granted"),
        ("role.ended", "peran diakhiri", "role ended"),
        ("service_unit.added", "unit layanan ditambahkan", "service unit added"),
        ("service_unit.closed", "unit layanan ditutup", "service unit closed"),
        ("session.begun", "masuk", "signed in"),
        ("session.ended", "keluar", "signed out"),
        ("password.reset_asked", "kata sandi baru diminta", "new password asked for"),
        ("password.changed", "kata sandi diganti", "password changed"),
        ("factor.set", "faktor kedua dipasang", "second factor set up"),
        ("factor.removed", "faktor kedua dicabut", "second factor removed"),
        ("error_report.contact_read", "kontak pelapor kesalahan dibaca", "contact of an error report read"),
        ("error_report.closed", "laporan kesalahan diselesaikan", "error report closed"),
        ("audit.erased", "bagian pribadi dihapus", "personal part erased"),
        ("passkey.added", "kunci sandi ditambahkan", "passkey added"),
        ("passkey.removed", "kunci sandi dihapus", "passkey removed"),
        ("backup.made", "cadangan dibuat", "backup made"),
        ("backup.restored", "cadangan dipulihkan", "backup restored"),
        ("factor.taken_off", "faktor kedua dicabut administrator", "second factor taken off by an administrator"),
        ("cycle_plan.made", "siklus dibuat", "cycle made"),
        ("cycle_plan.opened", "siklus dibuka", "cycle opened"),
        ("answers.saved", "jawaban disimpan", "answers saved"),
        ("workbook.imported", "buku kerja diimpor", "workbook imported"),
        ("audit.personal_read", "bagian pribadi jejak dibaca", "personal part of the trail read"),
    ];

    private static readonly (string Code, string Id, string En)[] Kinds =
    [
        ("person", "orang", "person"), ("organisation", "organisasi", "organisation"), ("invitation", "undangan", "invitation"), ("error_report", "laporan kesalahan", "error report"),
        ("audit_event", "baris jejak", "row of the trail"), ("backup", "cadangan", "backup"), ("assessment_cycle", "siklus", "cycle"), ("assessment", "penilaian unit", "assessment of a unit"),
    ];

    /// <summary>What it was done to, in a word.</summary>
    public static string Kind(string kind, Reader L) => Kinds.FirstOrDefault(k => k.Code == kind) is { Code: not null } word ? L.T(word.Id, word.En) : kind;

    public static IReadOnlyList<string> All { get; } = [.. Words.Select(w => w.Code)];

    public static string Word(string action, Reader L) => Words.FirstOrDefault(w => w.Code == action) is { Code: not null } word ? L.T(word.Id, word.En) : action;
}
