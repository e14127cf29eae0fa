using Patuh.Platform.Ui;

namespace Patuh.Assessments.Answers;

/// <summary>What is said of an answer that is held or refused: what is wrong, and what to do.</summary>
internal static class AnswerSentences
{
    public static string Of(string code, Reader L) => code switch
    {
        HeldCode.StageClosed => L.T("Tahap ini sudah ditutup. Jawaban disimpan terpisah dan belum dihitung; asesor dapat menerimanya bila tahapnya dibuka lagi.", "This stage is closed. The answer is kept apart and does not count yet; an assessor can accept it when the stage is reopened."),
        HeldCode.IndicatorUnknown => L.T("Indikator ini tidak ada dalam instrumen siklus ini. Jawaban disimpan terpisah dan tidak dihitung.", "The instrument of this cycle has no such indicator. The answer is kept apart and does not count."),
        HeldCode.SubjectUnknown => L.T("Responden atau produk ini tidak ada dalam rencana unit. Jawaban disimpan terpisah; tambahkan di Responden dan produk, lalu isi jawabannya.", "This respondent or product is not in the unit's plan. The answer is kept apart; add it under Respondents and products, then give the answer."),
        HeldCode.SubjectEnded => L.T("Responden ini sudah diganti. Jawaban disimpan terpisah; terima bila ia memang menjawabnya sebelum diganti.", "This respondent was replaced. The answer is kept apart; accept it if they gave it before they were replaced."),
        HeldCode.SubjectWithdrawn => L.T("Responden atau produk ini sudah dicabut dari rencana. Jawaban disimpan terpisah dan tidak dihitung; kembalikan dahulu ia ke rencana bila jawabannya dipakai.", "This respondent or product was taken off the plan. The answer is kept apart and does not count; put it back into the plan first if the answer is used."),
        HeldCode.PenHeld => L.T("Pena bagian ini sedang dipegang orang lain. Jawaban disimpan terpisah sampai ia menerimanya.", "Somebody else holds the pen of this part. The answer is kept apart until they accept it."),
        HeldCode.NotAssessed => L.T("Unit ini tidak dinilai. Jawaban disimpan terpisah dan tidak dihitung.", "This unit is not assessed. The answer is kept apart and does not count."),
        HeldCode.SelfSubmitted => L.T("Penilaian mandiri sudah dikirim. Minta koordinator membukanya lagi; jawaban disimpan terpisah.", "The self-assessment was submitted. Ask the coordinator to open it again; the answer is kept apart."),
        RefusedCode.CycleClosed => L.T("Siklus ini belum dibuka atau sudah ditutup; pengguna layanan tidak dapat ditambahkan.", "This cycle is not open yet, or closed; no service users can be added."),
        RefusedCode.UsersNotAsked => L.T("Instrumen di sini tidak menanyakan apa pun kepada mereka: pengguna layanan (user) atau warga (public).", "The instrument asks nothing of them here: service users (user) or members of the public (public)."),
        RefusedCode.ConsentMissing => L.T("Tulis kapan pengguna layanan setuju diwawancarai.", "Say when the service user agreed to be interviewed."),
        RefusedCode.RoomFull => L.T("Ruang latihan ini sudah penuh. Mulai latihan baru.", "This practice room is full. Begin a new one."),
        RefusedCode.IdInvalid => L.T("Id jawaban bukan GUID dengan huruf kecil.", "The answer's id is not a GUID in small letters."),
        RefusedCode.IdReused => L.T("Id ini sudah dipakai jawaban lain. Buat id baru dan kirim lagi.", "This id belongs to another answer already. Make a new id and send again."),
        RefusedCode.AssessmentUnknown => L.T("Tidak ada penilaian unit ini, atau bukan bagian Anda.", "There is no such assessment, or it is not yours to write."),
        RefusedCode.KindInvalid => L.T("Jenis jawaban adalah assessed atau self, sumbernya desk, workbook, atau app.", "The kind of an answer is assessed or self, its source desk, workbook or app."),
        RefusedCode.AfterInvalid => L.T("Jawaban yang digantikan bukan jawaban dari kolom yang sama.", "What it takes the place of is not an answer of the same cell."),
        RefusedCode.TextTooLong => L.T($"Catatan dan alasan paling banyak {AnswerRules.LongestText} karakter.", $"Notes and reasons have at most {AnswerRules.LongestText} characters."),
        RefusedCode.ValueInvalid => L.T("Nilainya di luar skala indikator ini. Isi angka pada skala, atau na bila tidak berlaku.", "The value is outside this indicator's scale. Give a number on the scale, or na where it does not apply."),
        RefusedCode.ReasonMissing => L.T("Tulis alasannya: untuk na, dan untuk mengubah jawaban orang lain.", "Give a reason: for na, and for changing what somebody else answered."),
        RefusedCode.IndicatorHidden => L.T("Indikator ini tidak diisi dalam penilaian mandiri.", "This indicator is not part of the self-assessment."),
        _ => code,
    };
}
