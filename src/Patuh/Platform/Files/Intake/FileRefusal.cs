using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Ui;

namespace Patuh.Platform.Files.Intake;

/// <summary>Why a file was not taken and what to do, in words (docs/problem-codes.md).</summary>
internal static class FileRefusal
{
    public static string Of(string code, Reader L, FileSettings settings) => code switch
    {
        FileProblem.Empty => L.T("Berkas ini kosong. Periksa berkasnya, lalu unggah sekali lagi.", "This file is empty. Check the file, then upload it once more."),
        FileProblem.TooLarge => L.T($"Berkas ini lebih besar dari {settings.Megabytes} MB. Perkecil atau bagi, lalu unggah sekali lagi.", $"This file is larger than {settings.Megabytes} MB. Make it smaller or divide it, then upload it once more."),
        FileProblem.Damaged => L.T("Isi berkas ini rusak atau terpotong. Buka di komputer Anda, simpan ulang, lalu unggah sekali lagi.", "This file is damaged or cut short. Open it on your computer, save it anew, then upload it once more."),
        FileProblem.Executable => L.T("Ini program, bukan dokumen; program tidak diterima, apa pun namanya.", "This is a program and no document; programs are not taken, whatever their name."),
        FileProblem.Markup => L.T("Halaman web (HTML), SVG, dan XML tidak diterima. Cetak ke PDF, lalu unggah PDF-nya.", "Web pages (HTML), SVG and XML are not taken. Print it to PDF, then upload the PDF."),
        FileProblem.Gif => L.T("GIF tidak diterima. Simpan sebagai PNG atau JPEG, lalu unggah sekali lagi.", "GIF is not taken. Save it as PNG or JPEG, then upload it once more."),
        FileProblem.Heic => L.T("Foto HEIC tidak dapat dibaca di sini. Di iPhone: Pengaturan, Kamera, Format, Paling Kompatibel; atau kirim fotonya sebagai JPEG.", "HEIC photos cannot be read here. On an iPhone: Settings, Camera, Formats, Most Compatible; or send the photo as JPEG."),
        FileProblem.OldOffice => L.T("Dokumen Office lama (.doc, .xls) tidak diterima. Simpan sebagai .docx, .xlsx, atau PDF, lalu unggah sekali lagi.", "Old Office documents (.doc, .xls) are not taken. Save it as .docx, .xlsx or PDF, then upload it once more."),
        FileProblem.Macros => L.T("Dokumen ini berisi makro atau program. Simpan tanpa makro (.docx, .xlsx) atau sebagai PDF, lalu unggah sekali lagi.", "This document holds macros or programs. Save it without (.docx, .xlsx) or as PDF, then upload it once more."),
        FileProblem.ZipBomb => L.T("Dokumen ini dimampatkan dengan cara yang tidak wajar. Buka, simpan ulang, lalu unggah sekali lagi.", "This document is packed in a way that no program packs. Open it, save it anew, then upload it once more."),
        FileProblem.Encoding => L.T("Teks ini tidak tersimpan sebagai UTF-8. Simpan sebagai UTF-8 (di Excel: CSV UTF-8), lalu unggah sekali lagi.", "This text is not saved as UTF-8. Save it as UTF-8 (in Excel: CSV UTF-8), then upload it once more."),
        FileProblem.PictureTooLarge => L.T("Gambar ini terlalu besar dimensinya. Perkecil sampai paling banyak 40 juta piksel, lalu unggah sekali lagi.", "This picture has too many pixels. Make it smaller, at most 40 million pixels, then upload it once more."),
        FileProblem.PictureDamaged => L.T("Gambar ini rusak atau terpotong. Buka di perangkat Anda, simpan ulang, lalu unggah sekali lagi.", "This picture is damaged or cut short. Open it on your device, save it anew, then upload it once more."),
        FileProblem.Animated => L.T("Gambar bergerak tidak diterima. Simpan satu gambarnya sebagai PNG atau JPEG.", "Pictures that move are not taken. Save one of its pictures as PNG or JPEG."),
        FileProblem.TooMany => L.T("Terlalu banyak unggahan Anda yang belum selesai atau belum dipakai. Selesaikan atau hapus dahulu yang ada di halaman Unggahan saya.", "Too many of your uploads are not finished or not used yet. Finish them first, or delete them on the page My uploads."),
        FileProblem.Infected => L.T("Pemindai virus menemukan sesuatu di berkas ini; berkas tidak disimpan. Periksa perangkat Anda.", "The virus scanner found something in this file; it was not kept. Have your device looked at."),
        _ => L.T("Jenis berkas ini tidak diterima. Yang diterima: PDF, JPEG, PNG, WebP, DOCX, XLSX, teks atau CSV (UTF-8), dan video MP4.", "This kind of file is not taken. Taken are PDF, JPEG, PNG, WebP, DOCX, XLSX, text or CSV (UTF-8), and MP4 video."),
    };
}
