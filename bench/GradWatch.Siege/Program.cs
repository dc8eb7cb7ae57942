using System.Globalization;
using GradWatch.Siege;
using GradWatch.Siege.Attacks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const string Usage = "siege [load] [attack] [kill] [--short]: what gradwatch serve stands; all three when none is named";
bool brief = args.Contains("--short");
string[] named = [.. args.Where(argument => argument != "--short")];
if (named.Except(["load", "attack", "kill"]).Any())
{
    Console.Error.WriteLine(Usage);
    return 2;
}
bool Wanted(string siege) => named.Length == 0 ? siege != "load" || !brief : named.Contains(siege);
bool stood = true;
if (Wanted("load"))
    stood &= await LoadSiege.RunAsync(clients: 200, brief ? TimeSpan.FromSeconds(5) : TimeSpan.FromMinutes(1));
if (Wanted("attack"))
    stood &= await AttackSiege.RunAsync(clients: 20, brief ? TimeSpan.FromSeconds(1.5) : TimeSpan.FromSeconds(30));
if (Wanted("kill"))
    stood &= await KillSiege.RunAsync(times: brief ? 4 : 50);
return stood ? 0 : 1;
