using CitizenBonds.Verifier;

return VerifierHost.Run(args, Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error);
