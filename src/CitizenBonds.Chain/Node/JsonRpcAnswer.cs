using System.Text.Json.Nodes;

namespace CitizenBonds.Chain.Node;

/// <param name="Result">Null when the node says null, or refuses.</param>
internal sealed record JsonRpcAnswer(JsonNode? Result, ChainRefusedException? Refusal)
{
    public JsonNode? ResultOrThrow => Refusal is null ? Result : throw Refusal;
}
