namespace CitizenBonds.Web.Components;

/// <summary>The inline icon set. An icon always stands beside a word.</summary>
public enum IconName
{
    Hall,
    Info,
    Check,
    Warning,
    Next,
    Download,
    Print,
    Proof,
    Clock,
    Link,
}
