using Patuh.Platform.Ui;

namespace Patuh.Accounts.Organisations.Tree;

/// <summary>Changes of the tree in the reader's language.</summary>
internal static class TreeWords
{
    public static string Kind(string kind, Reader L) => kind switch
    {
        ChangeKind.Rename => L.T("ganti nama", "renamed"),
        ChangeKind.Move => L.T("pindah induk", "moved"),
        ChangeKind.Split => L.T("pecah", "split"),
        _ => L.T("gabung", "merged"),
    };

    public static string From(string day, Reader L) => day == OrganisationVersionRow.Always ? L.T("semula", "from the beginning") : L.T($"sejak {L.Date(day)}", $"from {L.Date(day)}");
}
