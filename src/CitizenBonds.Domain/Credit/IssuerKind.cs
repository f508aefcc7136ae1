namespace CitizenBonds.Domain.Credit;

/// <summary>
/// What the law calls the issuer: statutory lines differ by kind. Tokyo's special wards are municipalities here.
/// </summary>
public enum IssuerKind
{
    /// <summary>City, town, village or special ward.</summary>
    Municipality = 0,

    /// <summary>City designated by cabinet order (Local Autonomy Act, art. 252-19).</summary>
    DesignatedCity = 1,

    Prefecture = 2,

    /// <summary>The national government: outside the policy for local governments, never assessed by it.</summary>
    NationalGovernment = 3,
}
