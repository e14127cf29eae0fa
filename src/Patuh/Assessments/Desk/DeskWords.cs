using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Assessments.Desk;

/// <summary>Words of the desk's pages.</summary>
internal static class DeskWords
{
    public static string? Done(string code, Reader L) => code switch
    {
        "disimpan" => L.T("Jawaban sudah disimpan.", "The answers are saved."),
        "tetap" => L.T("Tidak ada yang berubah.", "Nothing was changed."),
        "diurungkan" => L.T("Jawaban terakhir Anda sudah diurungkan.", "Your last answer is undone."),
        "tidak-ada-urung" => L.T("Tidak ada jawaban Anda yang dapat diurungkan di bagian ini.", "There is no answer of yours to undo in this part."),
        "pena-diambil" => L.T("Pena bagian ini sekarang Anda pegang.", "You hold the pen of this part now."),
        "pena-dilepas" => L.T("Pena sudah dilepas; siapa pun di tim dapat mengambilnya.", "The pen is put down; anybody in the team can take it."),
        "diselesaikan" => L.T("Sudah diputuskan.", "It is settled."),
        "pengguna-ditambah" => L.T("Orang yang diwawancarai sudah ditambahkan.", "The person who is interviewed has been added."),
        "responden-disimpan" => L.T("Perubahannya sudah disimpan.", "The change is saved."),
        "responden-ditambah" => L.T("Sudah ditambahkan ke rencana unit ini.", "It is added to the plan of this unit."),
        "responden-dicabut" => L.T("Sudah dicabut dari rencana; jawabannya tidak dihitung lagi. Dapat dikembalikan kapan saja selama pengambilan data.", "It is taken off the plan; its answers do not count any more. It can be put back at any time during data collection."),
        "responden-dikembalikan" => L.T("Sudah dikembalikan ke rencana.", "It is back in the plan."),
        "konfirmasi-dibatalkan" => L.T("Konfirmasinya sudah dibatalkan.", "The confirmation is undone."),
        "responden-diganti" => L.T("Responden sudah diganti.", "The respondent is replaced."),
        "responden-dikonfirmasi" => L.T("Responden sudah dikonfirmasi.", "The respondent is confirmed."),
        "unit-selesai" => L.T("Ditandai selesai. Koordinator instansi dapat mengirimnya, atau mengembalikannya kepada Anda.", "Marked as finished. The agency's coordinator can submit it, or send it back to you."),
        "unit-belum" => L.T("Dibuka lagi: belum selesai.", "Taken up again: not finished."),
        "unit-dikembalikan" => L.T("Dikembalikan ke petugas unit, dengan alasannya.", "Sent back to the unit's people, with the reason."),
        "diterima" => L.T("Jawaban yang ditahan sudah diterima.", "The answer that was held is accepted."),
        "dikesampingkan" => L.T("Jawaban yang ditahan sudah dikesampingkan.", "The answer that was held is set aside."),
        _ => null,
    };

    /// <summary>A product or respondent as people call it.</summary>
    public static string Subject(AssessmentSubjectRow subject, Reader L)
    {
        var name = subject.Name.Length > 0 ? subject.Name : subject.Post.Length > 0 ? subject.Post : L.T($"{Role(subject.Role, L)} {subject.Number}", $"{Role(subject.Role, L)} {subject.Number}");
        return subject.Standing == SubjectRole.Replacement ? name + L.T(" (pengganti)", " (replacement)") : name;
    }

    public static string Role(string role, Reader L) => role switch
    {
        SubjectRole.Product => L.T("Produk", "Product"),
        SubjectRole.Officer => L.T("Pelaksana", "Officer"),
        SubjectRole.ComplaintOfficer => L.T("Pengelola pengaduan", "Complaint officer"),
        SubjectRole.User => L.T("Pengguna", "User"),
        _ => L.T("Warga", "Member of the public"),
    };

    public static string Method(string method, Reader L) => method switch
    {
        "interview" => L.T("wawancara", "interview"),
        "observation" => L.T("observasi", "observation"),
        "document" => L.T("dokumen", "document"),
        "survey" => L.T("survei", "survey"),
        _ => L.T("data sekunder", "secondary data"),
    };

    public static string Status(string status, Reader L) => status switch
    {
        AssessmentStatus.Assessed => L.T("dinilai", "assessed"),
        AssessmentStatus.Refused => L.T("menolak", "refused"),
        AssessmentStatus.Unreachable => L.T("tidak dapat dikunjungi", "could not be visited"),
        _ => L.T("tidak dinilai", "not assessed"),
    };

    public static string State(string state, Reader L) => state switch
    {
        "scored" => L.T("lengkap", "complete"),
        "incomplete" => L.T("belum lengkap", "incomplete"),
        "not_applicable" => L.T("tidak berlaku", "not applicable"),
        _ => L.T("tidak dinilai", "not assessed"),
    };

    public static string ProductKind(string kind, Reader L) => kind switch
    {
        "administrative" => L.T("administratif", "administrative"),
        "service" => L.T("jasa", "service"),
        "goods" => L.T("barang", "goods"),
        _ => kind,
    };

    public static string Source(string source, Reader L) => source switch
    {
        AnswerSource.Desk => L.T("di meja", "at a desk"),
        AnswerSource.Workbook => L.T("buku kerja", "workbook"),
        AnswerSource.Undo => L.T("diurungkan", "undone"),
        _ => L.T("perangkat lapangan", "field device"),
    };

    /// <summary>A device whose clock was more than a day off, or that was out of reach that long.</summary>
    public static bool ClockIsOff(AnswerEventRow answer) => Math.Abs((Stamp.Read(answer.MadeAt) - Stamp.Read(answer.ReceivedAt)).TotalDays) > 1;

    /// <summary>What may be typed into a cell.</summary>
    public static string Scale(Scale scale, Reader L) => scale.Decimals > 0
        ? L.T($"{L.Number(scale.Min)} sampai {L.Number(scale.Max)}, paling banyak {scale.Decimals} desimal, atau na", $"{scale.Min} to {scale.Max}, at most {scale.Decimals} decimals, or na")
        : L.T($"{L.Number(scale.Min)} sampai {L.Number(scale.Max)}, atau na", $"{scale.Min} to {scale.Max}, or na");
}
