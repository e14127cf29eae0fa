using System.Globalization;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Evidence;

/// <summary>Words of the pages about evidence.</summary>
internal static class EvidenceWords
{
    public static string? Done(string code, Reader L) => code switch
    {
        "bukti-dipasang" => L.T("Bukti sudah dipasang.", "The evidence is attached."),
        "bukti-dilepas" => L.T("Bukti sudah dilepas; berkasnya tetap tersimpan dan dapat dipasang lagi.", "The evidence is detached; its file is kept and can be attached again."),
        "bukti-diganti" => L.T("Versi baru sudah berlaku dan menunggu diperiksa; versi sebelumnya tetap dapat dibuka.", "The new version stands and waits to be looked at; the former one can still be opened."),
        "bukti-diterima" => L.T("Bukti sudah diterima.", "The evidence is accepted."),
        "bukti-dikembalikan" => L.T("Instansi sudah diberi tahu di halaman ini bahwa bukti perlu diperbaiki.", "This page now tells the agency that the evidence needs revision."),
        _ => null,
    };

    public static string State(string state, Reader L) => state switch
    {
        EvidenceState.Accepted => L.T("diterima", "accepted"),
        EvidenceState.NeedsRevision => L.T("perlu perbaikan", "needs revision"),
        _ => L.T("menunggu diperiksa", "waiting to be looked at"),
    };

    public static string Twin(EvidenceTwin twin, Reader L) => twin == EvidenceTwin.OtherAgency
        ? L.T("Berkas atau foto yang sama atau mirip ada juga di instansi lain", "The same or a similar file or photo also stands in another agency")
        : L.T("Berkas atau foto yang sama atau mirip dipasang lagi di instansi ini", "The same or a similar file or photo is attached once more in this agency");

    /// <summary>Counts of many, in short.</summary>
    public static string Count(EvidenceCount count, Reader L) =>
        (count.Waiting > 0 ? L.T($"{L.Count(count.Waiting)} menunggu", $"{L.Count(count.Waiting)} waiting") : "") + (count.Waiting > 0 && count.Returned > 0 ? ", " : "")
        + (count.Returned > 0 ? L.T($"{L.Count(count.Returned)} perlu perbaikan", $"{L.Count(count.Returned)} need revision") : "");

    /// <summary>What is to be known about the bytes; empty where nothing is.</summary>
    public static string Held(StoredFileRow file, bool own, Reader L) => file.State switch
    {
        FileState.Waiting when own => L.T("Menunggu pemindai virus; sementara itu hanya Anda yang dapat membukanya.", "Waiting for the virus scanner; until then only you can open it."),
        FileState.Waiting => L.T("Menunggu pemindai virus; dapat dibuka sesudahnya.", "Waiting for the virus scanner; it can be opened after that."),
        FileState.Refused => L.T("Pemindai virus menolak berkas ini dan isinya sudah dihapus. Ganti dengan versi baru.", "The virus scanner refused this file and its bytes are gone. Replace it by a new version."),
        _ => "",
    };

    public static string Size(StoredFileRow file, Reader L)
    {
        var what = FileKind.Of(file.MediaType)?.Extension[1..].ToUpperInvariant() ?? file.MediaType;
        var size = file.Size >= 1 << 20 ? (file.Size / (double)(1 << 20)).ToString("0.0", CultureInfo.InvariantCulture) + " MB" : Math.Max(1, file.Size >> 10).ToString(CultureInfo.InvariantCulture) + " kB";
        return $"{what}, {L.T(size.Replace('.', ','), size)}";
    }
}
