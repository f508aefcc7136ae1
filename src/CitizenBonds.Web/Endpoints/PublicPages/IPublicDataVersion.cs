namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>
/// A number that grows when anything a public page shows has been committed, at most one second later. Snapshots made
/// under an older number are not served again.
/// </summary>
public interface IPublicDataVersion
{
    long Current { get; }
}
