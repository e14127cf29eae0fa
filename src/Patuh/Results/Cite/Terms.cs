using Patuh.Scoring;

namespace Patuh.Results.Cite;

/// <summary>Ketentuan pakai: the same words wherever they stand.</summary>
internal static class Terms
{
    public static LocalText OfUse { get; } = new(
        "Angka adalah fakta dan bebas dipakai; sebutkan sumber tiap angka dan halaman ini. Nama dan kode wilayah: idn-area-data, ODbL 1.0. Jangan menyajikan peringkat dari daftar yang tidak lengkap, dan jangan menghitung selisih melewati pergantian metode.",
        "Figures are facts and free to use; name the source of each and this page. Names and codes of areas: idn-area-data, ODbL 1.0. Do not present ranks of a partial list, and do not take differences across a change of method.");
}
