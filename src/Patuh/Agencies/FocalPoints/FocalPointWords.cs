using Patuh.Platform.Ui;

namespace Patuh.Agencies.FocalPoints;

/// <summary>Channels, states and results in the reader's language.</summary>
internal static class FocalPointWords
{
    public static string Channel(string channel, Reader L) => channel switch
    {
        MessageChannel.WhatsApp => "WhatsApp",
        MessageChannel.Telephone => L.T("telepon", "telephone"),
        MessageChannel.Letter => L.T("surat", "letter"),
        _ => L.T("surel", "e-mail"),
    };

    public static string State(MessageState state, Reader L) => state switch
    {
        MessageState.Prepared => L.T("siap, belum terkirim", "ready, not sent"),
        MessageState.Sent => L.T("terkirim", "sent"),
        MessageState.Delivered => L.T("sampai", "delivered"),
        MessageState.Acknowledged => L.T("dijawab", "acknowledged"),
        _ => L.T("gagal", "failed"),
    };

    public static string Result(string? result, Reader L) => result switch
    {
        CallResult.Reached => L.T("tersambung", "reached"),
        CallResult.NotReached => L.T("tidak tersambung", "not reached"),
        _ => L.T("nomor salah", "number wrong"),
    };
}
