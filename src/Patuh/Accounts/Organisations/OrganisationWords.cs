using Patuh.Platform.Ui;

namespace Patuh.Accounts.Organisations;

/// <summary>The kinds of organisations in the reader's language.</summary>
internal static class OrganisationWords
{
    public static string Kind(OrganisationRow organisation, Reader L) => organisation.Kind switch
    {
        OrganisationKind.HeadOffice => L.T("Kantor pusat", "Head office"),
        OrganisationKind.RegionalOffice => L.T("Perwakilan", "Regional office"),
        OrganisationKind.Agency => L.T("Instansi", "Agency"),
        _ => L.T("Unit layanan", "Service unit"),
    };
}
