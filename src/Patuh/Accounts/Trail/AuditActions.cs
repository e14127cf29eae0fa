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
        ("organisation.change_made", "perubahan susunan dicatat", "change of the tree recorded"),
        ("organisation.change_undone", "perubahan susunan dibatalkan", "change of the tree undone"),
        ("organisation.change_took_effect", "perubahan susunan berlaku", "change of the tree took effect"),
        ("organisation.name_corrected", "nama organisasi dibetulkan", "name of the organisation put right"),
        ("focal_point.registered", "narahubung didaftarkan", "focal point registered"),
        ("focal_point.corrected", "data narahubung dibetulkan", "focal point put right"),
        ("focal_point.ended", "narahubung berakhir", "focal point ended"),
        ("focal_point.exported", "daftar narahubung diunduh", "list of focal points downloaded"),
        ("contact_message.prepared", "pesan kepada instansi disiapkan", "message to an agency prepared"),
        ("contact_message.advanced", "keadaan pesan dicatat", "state of a message recorded"),
        ("contact_message.corrected", "keadaan pesan dibetulkan", "state of a message put right"),
        ("test_call.planned", "uji telepon dijadwalkan", "test call planned"),
        ("test_call.done", "uji telepon dicatat", "test call recorded"),
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
        ("cycle_plan.closed", "siklus ditutup", "cycle closed"),
        ("cycle_plan.reopened", "siklus dibuka lagi", "cycle reopened"),
        ("cycle_plan.discarded", "rancangan siklus dibuang", "draft of a cycle discarded"),
        ("cycle_method.changed", "instrumen golongan diganti", "instrument of a class changed"),
        ("agency_sample.drawn", "instansi yang dinilai ditarik", "agencies to be assessed drawn"),
        ("agency_sample.picked", "instansi yang dinilai dipilih", "agencies to be assessed picked"),
        ("agency_plan.added", "instansi ditambahkan ke siklus", "agency added to a cycle"),
        ("agency_plan.put_back", "instansi dinilai lagi", "agency assessed again"),
        ("answer_held.settled", "jawaban tertahan diputuskan", "held answer settled"),
        ("respondent_plan.named", "responden atau produk dinamai", "respondent or product named"),
        ("respondent_plan.replaced", "responden diganti", "respondent replaced"),
        ("respondent_plan.confirmed", "responden dikonfirmasi", "respondent confirmed"),
        ("respondent_plan.unconfirmed", "konfirmasi responden dibatalkan", "respondent's confirmation undone"),
        ("respondent_plan.added", "responden atau produk ditambahkan", "respondent or product added"),
        ("respondent_plan.withdrawn", "responden atau produk dicabut dari rencana", "respondent or product taken off the plan"),
        ("respondent_plan.restored", "responden atau produk dikembalikan ke rencana", "respondent or product put back into the plan"),
        ("respondent_plan.replacement_undone", "penggantian responden dibatalkan", "respondent's replacement undone"),
        ("respondent_plan.user_added", "pengguna layanan ditambahkan", "service user added"),
        ("unit_plan.changed", "rencana unit diubah", "plan of a unit changed"),
        ("unit_plan.added", "unit direncanakan", "unit planned"),
        ("agency_plan.changed", "rencana instansi diubah", "plan of an agency changed"),
        ("self_assessment.submitted", "penilaian mandiri dikirim", "self-assessment submitted"),
        ("self_assessment.returned", "penilaian mandiri dikembalikan", "self-assessment sent back"),
        ("cycle_stage.moved", "hari tahap diubah", "days of a stage changed"),
        ("cycle_stage.closed", "tahap ditutup", "stage closed"),
        ("cycle_stage.reopened", "tahap dibuka lagi", "stage reopened"),
        ("visit_team.made", "tim kunjungan disusun", "visiting team made"),
        ("visit_team.changed", "tim kunjungan diubah", "visiting team changed"),
        ("visit_team.ended", "tim kunjungan dibubarkan", "visiting team ended"),
        ("visit.planned", "kunjungan dijadwalkan", "visit planned"),
        ("visit.moved", "kunjungan dipindah", "visit moved"),
        ("visit.cancelled", "kunjungan dibatalkan", "visit cancelled"),
        ("visit.recorded", "keadaan kunjungan dicatat", "state of a visit recorded"),
        ("visit.corrected", "keadaan kunjungan dibetulkan", "state of a visit put right"),
        ("visit_notice.made", "surat pemberitahuan dibuat", "notice of visits made"),
        ("pen.taken", "pena diambil", "pen taken"),
        ("pen.put_down", "pena dilepas", "pen put down"),
        ("answers.saved", "jawaban disimpan", "answers saved"),
        ("evidence.attached", "bukti dipasang", "evidence attached"),
        ("evidence.detached", "bukti dilepas", "evidence detached"),
        ("evidence.replaced", "bukti diganti versi baru", "evidence replaced by a new version"),
        ("evidence.accepted", "bukti diterima", "evidence accepted"),
        ("evidence.returned", "bukti dikembalikan untuk diperbaiki", "evidence sent back to be put right"),
        ("stored_file.uploaded", "berkas diunggah", "file uploaded"),
        ("stored_file.refused", "berkas ditolak pemindai virus", "file refused by the virus scanner"),
        ("stored_file.collected", "berkas yang tidak dipakai dihapus", "unused file removed"),
        ("workbook.imported", "buku kerja diimpor", "workbook imported"),
        ("audit.personal_read", "bagian pribadi jejak dibaca", "personal part of the trail read"),
    ];

    private static readonly (string Code, string Id, string En)[] Kinds =
    [
        ("person", "orang", "person"), ("organisation", "organisasi", "organisation"), ("invitation", "undangan", "invitation"), ("error_report", "laporan kesalahan", "error report"),
        ("audit_event", "baris jejak", "row of the trail"), ("backup", "cadangan", "backup"), ("assessment_cycle", "siklus", "cycle"), ("assessment", "penilaian unit", "assessment of a unit"), ("planned_agency", "instansi dalam siklus", "agency in a cycle"), ("file", "berkas", "file"), ("evidence", "bukti dukung", "evidence"), ("focal_point", "narahubung", "focal point"), ("contact_message", "pesan", "message"), ("test_call", "uji telepon", "test call"),
        ("visit_team", "tim kunjungan", "visiting team"), ("visit", "kunjungan", "visit"), ("visit_notice", "surat pemberitahuan", "notice of visits"),
    ];

    /// <summary>What it was done to, in a word.</summary>
    public static string Kind(string kind, Reader L) => Kinds.FirstOrDefault(k => k.Code == kind) is { Code: not null } word ? L.T(word.Id, word.En) : kind;

    public static IReadOnlyList<string> All { get; } = [.. Words.Select(w => w.Code)];

    public static string Word(string action, Reader L) => Words.FirstOrDefault(w => w.Code == action) is { Code: not null } word ? L.T(word.Id, word.En) : action;
}
