using System.Text.Json;
using System.Text.Json.Serialization;

namespace CitizenBonds.Application.Disclosure;

/// <summary>The structured body of a notice filed by hand.</summary>
/// <param name="What">In the officer's words, as text.</param>
/// <param name="Corrects">The filing this is a further version of; null for a first one.</param>
internal sealed record EventNoticeBody(
    [property: JsonPropertyName("happenedOn")] DateOnly HappenedOn,
    [property: JsonPropertyName("what")] string What,
    [property: JsonPropertyName("corrects"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    long? Corrects)
{
    public string Write() => JsonSerializer.Serialize(this);

    public static EventNoticeBody Read(string body) => JsonSerializer.Deserialize<EventNoticeBody>(body)
        ?? throw new InvalidDataException("A notice of an event has no body.");
}
