"""What runs in processes of its own, with Django set up."""
