namespace CitizenBonds.Domain.Offerings;

/// <summary>What happened to an application.</summary>
public enum ApplicationEventKind
{
    Applied = 1,
    Changed = 2,
    Withdrawn = 3,
    Allotted = 4,
    NotAllotted = 5,
    Returned = 6,
}
