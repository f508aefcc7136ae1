namespace CitizenBonds.Web.Components;

public enum Tone
{
    Neutral,
    Active,
    Good,
    Warning,
    Harm,
}
