Console.WriteLine("detection bench");
